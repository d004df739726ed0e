package io.synapse.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Default steps, and what people read about a distribution. */
class DistributionDescriptionTest {

  private static final Scale LINEAR = new Scale.Linear();

  @ParameterizedTest
  @CsvSource({
    "0,      1,     0.01",
    "0,      0.99,  0.001",
    "0.0001, 0.01,  0.00001",
    "-50,    50,    1",
    "0,      1e300, 1e298",
    "1e-300, 2e-300, 1e-302",
    "0.3,    0.3,   0.1",
    "250,    250,   10",
    "0,      0,     1",
    "-0.25,  -0.25, 0.01"
  })
  void theDefaultStepOfALinearRangeIsAPowerOfTenUpToAHundredthOfIt(
      double min, double max, BigDecimal expected) {
    assertThat(Step.forRange(min, max, LINEAR).size()).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0.0001, 0.01,   0.0001",
    "0.0003, 0.01,   0.0001",
    "1,      1000,   1",
    "16,     256,    10",
    "0.15,   0.19,   0.01",
    "1e-300, 1e300,  1e-300"
  })
  void theDefaultStepOfALogRangeIsAPowerOfTenUpToItsMinimum(
      double min, double max, BigDecimal expected) {
    assertThat(Step.forRange(min, max, new Scale.Log(10)).size()).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, 0.1", "0.5, 0.01", "20, 1", "1e-300, 1e-301"})
  void theDefaultStepOfANormalLawIsAPowerOfTenUpToATenthOfItsDeviation(
      double sd, BigDecimal expected) {
    assertThat(Step.forDeviation(sd).size()).isEqualByComparingTo(expected);
  }

  @Test
  void aDescriptionTellsTheTypeTheParametersAndTheStep() {
    Step byDefault = Step.forRange(0.0001, 0.0101, LINEAR);
    assertThat(new RealRange(0.0001, 0.0101, LINEAR, Optional.of(byDefault)).description())
        .isEqualTo("quniform 0.0001..0.0101 step 0.0001 (default)");
    assertThat(new RealRange(1e-10, 5, new Scale.Log(10), Optional.empty()).description())
        .isEqualTo("loguniform 1E-10..5 base 10");
    assertThat(new Normal(0, 1, Optional.of(Step.given(0.25))).description())
        .isEqualTo("qrandn mean 0 sd 1 step 0.25");
    assertThat(new IntegerRange(16, 256, new Scale.Log(2), Optional.of(Step.one())).description())
        .isEqualTo("qlograndint 16..256 base 2 step 1 (default)");
    assertThat(new OneOf.Choice(List.of("adam", Map.of("a", 0.001))).description())
        .isEqualTo("choice [\"adam\", {\"a\": 0.001}]");
  }

  @Test
  void everyTypeIsNamedAsDocumented() {
    Scale log = new Scale.Log(10);
    Optional<Step> step = Optional.of(Step.given(1));
    List<Distribution> all =
        List.of(
            new RealRange(1, 9, LINEAR, Optional.empty()),
            new RealRange(1, 9, LINEAR, step),
            new RealRange(1, 9, log, Optional.empty()),
            new RealRange(1, 9, log, step),
            new Normal(0, 1, Optional.empty()),
            new Normal(0, 1, step),
            new IntegerRange(1, 9, LINEAR, Optional.empty()),
            new IntegerRange(1, 9, LINEAR, step),
            new IntegerRange(1, 9, log, Optional.empty()),
            new IntegerRange(1, 9, log, step),
            new OneOf.Choice(List.of(1L)),
            new OneOf.Grid(List.of(1L)));
    assertThat(all).extracting(Distribution::type).isEqualTo(DistributionType.documentedNames());
    assertThat(all)
        .allSatisfy(
            distribution ->
                assertThat(distribution.effectiveStep().isPresent())
                    .isEqualTo(distribution.type().startsWith("q")));
  }

  @Test
  void aLongListOfOptionsIsCut() {
    List<Object> options = LongStream.range(0, 1000).<Object>mapToObj(i -> i).toList();
    assertThat(new OneOf.Choice(options).rule())
        .isEqualTo("one of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … 988 more]");
  }

  @Test
  void controlCharactersInTextAreWrittenOut() {
    assertThat(new OneOf.Choice(List.of("a\u001b[2J\n")).rule())
        .isEqualTo("one of [\"a\\u001b[2J\\u000a\"]");
  }

  @Test
  void aRuleTellsWhichMultiplesThereAre() {
    assertThat(new RealRange(0.25, 0.95, LINEAR, Optional.of(Step.given(0.1))).rule())
        .isEqualTo("a multiple of 0.1 from 0.3 to 0.9");
    assertThat(new IntegerRange(3, 17, LINEAR, Optional.of(Step.given(5))).rule())
        .isEqualTo("a multiple of 5 from 5 to 15");
  }
}
