package io.synapse.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.problem.Problem;
import io.synapse.problem.Problems;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The list as a whole, and each entry's name and type. */
class SearchSpaceReaderTest {

  private static final String PATH = "params.hyperparameters";

  private final Problems problems = new Problems();

  @Test
  void hyperparametersKeepTheListsOrder() {
    SearchSpace space =
        read(
            "{name: z, type: uniform, min: 0, max: 1}",
            "{name: a, type: choice, options: [1]}",
            "{name: m, type: grid_search, options: [1]}");
    assertThat(problems.errors()).isEmpty();
    assertThat(space.names()).containsExactly("z", "a", "m");
  }

  @Test
  void nameAndTypeAreRequiredInAnObject() {
    read("{}", "5", "[lr]");
    assertThat(problems.errors())
        .extracting(Problem::path)
        .containsExactly(PATH + "[0].name", PATH + "[0].type", PATH + "[1]", PATH + "[2]");
    assertThat(problems.errors())
        .extracting(Problem::message)
        .contains(
            "name is required: every hyperparameter has a name and a type",
            "must be an object with name, type and the type's parameters, and is 5");
  }

  @Test
  void aNameMustBeTextThatIsNotBlankAndDifferent() {
    SearchSpace space =
        read(
            "{name: lr, type: choice, options: [1]}",
            "{name: ' ', type: choice, options: [1]}",
            "{name: 5, type: choice, options: [1]}",
            "{name: lr, type: choice, options: [1]}");
    assertThat(space.names()).containsExactly("lr");
    assertThat(problems.errors())
        .containsExactly(
            error("[1].name", "must be a text that is not blank, and is \" \""),
            error("[2].name", "must be a text that is not blank, and is 5"),
            error(
                "[3].name",
                "\"lr\" is the name of params.hyperparameters[0] already; choose another"));
  }

  @ParameterizedTest
  @CsvSource({
    "loguniorm, loguniform",
    "Choice, choice",
    "gridsearch, grid_search",
    "categorical, choice",
    "normal, randn"
  })
  void anUnknownTypeIsToldWithTheKnownOnesAndTheNearest(String written, String nearest) {
    read("{name: x, type: " + written + ", min: 0}");
    assertThat(problems.errors())
        .containsExactly(
            error(
                "[0].type",
                "unknown type \""
                    + written
                    + "\"; there are uniform, quniform, loguniform, qloguniform, randn, qrandn,"
                    + " randint, qrandint, lograndint, qlograndint, choice, grid_search; did you"
                    + " mean '"
                    + nearest
                    + "'?"));
  }

  @Test
  void aTypeMustBeText() {
    read("{name: x, type: 3}");
    assertThat(problems.errors()).hasSize(1);
    assertThat(problems.errors().get(0).path()).isEqualTo(PATH + "[0].type");
    assertThat(problems.errors().get(0).message())
        .startsWith("must be one of uniform, quniform,")
        .endsWith("and is 3");
  }

  @Test
  void anEmptyListIsAnError() {
    assertThat(read().dimensions()).isEmpty();
    assertThat(problems.errors())
        .containsExactly(error("", "must list at least one hyperparameter, and is empty"));
  }

  @Test
  void everyEntrysProblemsAreToldAtOnce() {
    SearchSpace space =
        read(
            "{name: x, type: choise}",
            "{name: y, type: uniform, min: 1, max: 0}",
            "{name: good, type: choice, options: [1]}",
            "{name: y, type: qrandint, min: 3, max: 4, q: 10}");
    assertThat(problems.errors())
        .extracting(Problem::path)
        .containsExactly(PATH + "[0].type", PATH + "[1].max", PATH + "[3].name", PATH + "[3].q");
    assertThat(space.names()).containsExactly("good");
  }

  private SearchSpace read(String... entries) {
    List<?> raw = List.of(entries).stream().map(Yaml::value).toList();
    return SearchSpaceReader.read(raw, PATH, problems);
  }

  private static Problem error(String field, String message) {
    return new Problem(Optional.empty(), PATH + field, message);
  }
}
