package io.synapse.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.problem.Problem;
import io.synapse.problem.Problems;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The parameters of each type, right and wrong. */
class DistributionReaderTest {

  private static final String PATH = "params.hyperparameters";

  private final Problems problems = new Problems();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          type: uniform, min: 0.0001, max: 0.01 | uniform 0.0001..0.01
          type: uniform, min: 0, max: 1 | uniform 0..1
          type: uniform, min: 2, max: 2.0 | uniform 2..2
          type: quniform, min: 0.0001, max: 0.01, q: 1e-4 | quniform 0.0001..0.01 step 0.0001
          type: quniform, min: 0, max: 1 | quniform 0..1 step 0.01 (default)
          type: loguniform, min: 0.0001, max: 0.1, base: 10 | loguniform 0.0001..0.1 base 10
          type: qloguniform, min: 0.1, max: 9, base: 2, q: 0.1 | qloguniform 0.1..9 base 2 step 0.1
          type: qloguniform, min: 0.1, max: 9, base: 2 | qloguniform 0.1..9 base 2 step 0.1 (default)
          type: randn, mean: 0.0, sd: 1.0 | randn mean 0 sd 1
          type: qrandn, mean: -2, sd: 1, q: 0.5 | qrandn mean -2 sd 1 step 0.5
          type: qrandn, mean: 0, sd: 1 | qrandn mean 0 sd 1 step 0.1 (default)
          type: randint, min: 5, max: 15 | randint 5..15
          type: randint, min: 5.0, max: 15e0 | randint 5..15
          type: qrandint, min: 5, max: 15, q: 5 | qrandint 5..15 step 5
          type: qrandint, min: 5, max: 15 | qrandint 5..15 step 1 (default)
          type: lograndint, min: 16, max: 256, base: 2 | lograndint 16..256 base 2
          type: qlograndint, min: 16, max: 256, base: 2, q: 16 | qlograndint 16..256 base 2 step 16
          type: qlograndint, min: 16, max: 256, base: 1.5 | qlograndint 16..256 base 1.5 step 1 (default)
          type: choice, options: [adam, sgd, null, [1, {a: true}]] | choice ["adam", "sgd", null, [1, {"a": true}]]
          type: grid_search, options: [16, 0.5] | grid_search [16, 0.5]
          """)
  void everyDocumentedTypeIsRead(String fields, String description) {
    SearchSpace space = read(fields);
    assertThat(problems.errors()).isEmpty();
    assertThat(problems.warnings()).isEmpty();
    Distribution distribution = space.dimensions().get(0).distribution();
    assertThat(distribution.description()).isEqualTo(description);
    assertThat(fields).startsWith("type: " + distribution.type() + ",");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          type: uniform, min: 0 | max | max is required for type uniform
          type: loguniform, min: 1, max: 2 | base | base is required for type loguniform (usually 10 or 2)
          type: randn, mean: 0 | sd | sd is required for type randn
          type: choice | options | options is required for type choice
          type: uniform, min: "0.1", max: 1 | min | must be a number, and is the text "0.1"; write it without quotes
          type: randint, min: 1, max: " 9 " | max | must be an integer of at most 64 bits, and is the text " 9 "; write it without quotes
          type: uniform, min: low, max: 1 | min | must be a number, and is the text "low"
          type: uniform, min: true, max: 1 | min | must be a number, and is true
          type: uniform, min: null, max: 1 | min | must be a number, and is null
          type: uniform, min: [0], max: 1 | min | must be a number, and is [0]
          type: uniform, min: .nan, max: 1 | min | must be a finite number, and is NaN
          type: uniform, min: 0, max: .inf | max | must be a finite number, and is Infinity
          type: uniform, min: 2, max: 1.5 | max | must be at least min (2), and is 1.5
          type: randint, min: 9007199254740993, max: 9007199254740992 | max | must be at least min (9007199254740993), and is 9007199254740992
          type: loguniform, min: 0, max: 1, base: 10 | min | must be above 0 for type loguniform, and is 0
          type: qlograndint, min: 0, max: 1, base: 10 | min | must be above 0 for type qlograndint, and is 0
          type: lograndint, min: 1, max: -1, base: 10 | max | must be above 0 for type lograndint, and is -1
          type: loguniform, min: 1, max: 2, base: 1 | base | must be above 1 for type loguniform, and is 1
          type: loguniform, min: 1, max: 2, base: e | base | must be a number, and is the text "e"
          type: loguniform, min: 1, max: 2, base: .inf | base | must be a finite number, and is Infinity
          type: randint, min: 1.5, max: 2 | min | must be an integer of at most 64 bits, and is 1.5
          type: randint, min: 1, max: 1e30 | max | must be an integer of at most 64 bits, and is 1E+30
          type: randint, min: 1, max: 99999999999999999999 | max | must be an integer of at most 64 bits, and is 99999999999999999999
          type: randint, min: 1, max: .nan | max | must be an integer of at most 64 bits, and is NaN
          type: qrandint, min: 1, max: 2, q: 0.5 | q | must be an integer of at most 64 bits, and is 0.5
          type: qrandint, min: 1, max: 2, q: 0 | q | must be above 0 for type qrandint, and is 0
          type: quniform, min: 0, max: 1, q: 0 | q | must be above 0 for type quniform, and is 0
          type: quniform, min: 0, max: 1, q: .nan | q | must be a finite number, and is NaN
          type: quniform, min: 0, max: 1, q: null | q | must be a number, and is null
          type: qrandn, mean: 0, sd: 1, q: -0.1 | q | must be above 0 for type qrandn, and is -0.1
          type: qrandint, min: 3, max: 4, q: 10 | q | values are multiples of q, and none of 10 lies between min (3) and max (4); make q smaller
          type: uniform, min: 0, max: 1, q: 0.1 | q | type uniform takes no q; it takes name, type, min, max; the type with a step is quniform
          type: randint, min: 0, max: 1, q: 1 | q | type randint takes no q; it takes name, type, min, max; the type with a step is qrandint
          type: choice, options: [1], q: 1 | q | type choice takes no q; it takes name, type, options
          type: uniform, min: 1, max: 2, base: 10 | base | type uniform takes no base; it takes name, type, min, max
          type: randn, mean: 0, sd: 0 | sd | must be above 0 for type randn, and is 0
          type: randn, mean: .nan, sd: 1 | mean | must be a finite number, and is NaN
          type: choice, options: [] | options | must hold at least one value, and is empty
          type: choice, options: adam | options | must be a list such as [16, 32, 64], and is the text "adam"
          type: grid_search, options: {a: 1} | options | must be a list such as [16, 32, 64], and is {"a": 1}
          type: choice, options: [1, [.nan]] | options | must hold finite numbers, and is [1, [NaN]]
          type: grid_search, options: [1, 1.0, 2, 1] | options | 1 is listed more than once; a grid tries each value once, so list it once
          type: choice, values: [1] | values | type choice takes no values; it takes name, type, options; did you mean 'options'?
          type: choice, optons: [1] | optons | type choice takes no optons; it takes name, type, options; did you mean 'options'?
          type: uniform, lower: 0, max: 1 | lower | type uniform takes no lower; it takes name, type, min, max; did you mean 'min'?
          type: uniform, min: 0, Upper: 1 | Upper | type uniform takes no Upper; it takes name, type, min, max; did you mean 'max'?
          type: randn, mean: 0, std: 1 | std | type randn takes no std; it takes name, type, mean, sd; did you mean 'sd'?
          """)
  void aWrongFieldIsToldOnceWithItsPathAndTheRule(String fields, String field, String message) {
    read(fields);
    assertThat(problems.errors())
        .containsExactly(new Problem(Optional.empty(), PATH + "[0]." + field, message));
  }

  @Test
  void everyProblemOfAnEntryIsToldAtOnce() {
    read("type: qloguniform, min: 0, max: '9', q: 0, extra: 1");
    assertThat(problems.errors())
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(
            PATH + "[0].base",
            PATH + "[0].min",
            PATH + "[0].max",
            PATH + "[0].q",
            PATH + "[0].extra");
  }

  @Test
  void anUnknownKeyDoesNotHideAStepWithoutMultiples() {
    read("type: qrandint, min: 3, max: 4, q: 10, extra: 1");
    assertThat(problems.errors())
        .extracting(Problem::path)
        .containsExactlyInAnyOrder(PATH + "[0].q", PATH + "[0].extra");
  }

  @Test
  void whatIsUsableButSurprisingIsAWarning() {
    read("type: choice, options: [a, b, a, a]");
    read("type: quniform, min: 0.25, max: 1, q: 0.1");
    assertThat(problems.errors()).isEmpty();
    assertThat(problems.warnings())
        .extracting(Problem::message)
        .containsExactly(
            "\"a\" is listed more than once, and drawn more often",
            "values are multiples of q (0.1), so they go from 0.3 to 1 and not from 0.25 to 1");
  }

  @Test
  void aHugeWrongValueIsCutInTheMessage() {
    read("type: uniform, max: 1, min: " + "x".repeat(100_000));
    assertThat(problems.errors().get(0).message()).hasSizeLessThan(200).endsWith("…");
  }

  private SearchSpace read(String fields) {
    Object entry = Yaml.value("{name: x, " + fields + "}");
    return SearchSpaceReader.read(List.of(entry), PATH, problems);
  }
}
