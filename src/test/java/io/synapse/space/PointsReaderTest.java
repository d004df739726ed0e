package io.synapse.space;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.problem.Problem;
import io.synapse.problem.Problems;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PointsReaderTest {

  private static final String PATH = "params.tune_config.search_alg.points_to_evaluate";
  private static final Scale LINEAR = new Scale.Linear();

  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new SearchSpace.Dimension(
                  "lr", new RealRange(0.001, 1, new Scale.Log(10), Optional.empty())),
              new SearchSpace.Dimension(
                  "epochs", new IntegerRange(5, 15, LINEAR, Optional.empty())),
              new SearchSpace.Dimension(
                  "width", new RealRange(0, 1, LINEAR, Optional.of(Step.given(0.1)))),
              new SearchSpace.Dimension(
                  "optimizer", new OneOf.Choice(Arrays.asList("adam", 1L, null)))));

  private final Problems problems = new Problems();

  @Test
  void valuesComeInTheFormOfTheirDimensionsAndInTheSpacesOrder() {
    List<Map<String, Object>> points =
        read(Map.of("optimizer", 1.0, "width", 0.1 + 0.2, "epochs", 6.0, "lr", 1L));
    assertThat(problems.errors()).isEmpty();
    assertThat(points.get(0))
        .containsExactly(
            Map.entry("lr", 1.0),
            Map.entry("epochs", 6L),
            Map.entry("width", 0.3),
            Map.entry("optimizer", 1L));
  }

  @Test
  void aPointMayBePartialOrEmptyAndHoldNull() {
    assertThat(read(Map.of("epochs", 7L), Map.of(), Collections.singletonMap("optimizer", null)))
        .containsExactly(
            Map.of("epochs", 7L), Map.of(), Collections.singletonMap("optimizer", null));
    assertThat(problems.errors()).isEmpty();
  }

  @Test
  void valuesOutsideTheSpaceAreToldWithTheRule() {
    read(
        Map.of("lr", 2L), Map.of("epochs", 5.5), Map.of("width", 0.25), Map.of("optimizer", "sgd"));
    assertThat(problems.errors())
        .containsExactly(
            error("[0].lr", "must be a number from 0.001 to 1, and is 2"),
            error("[1].epochs", "must be an integer from 5 to 15, and is 5.5"),
            error("[2].width", "must be a multiple of 0.1 from 0 to 1, and is 0.25"),
            error("[3].optimizer", "must be one of [\"adam\", 1, null], and is the text \"sgd\""));
  }

  @Test
  void numbersInQuotesAndNotANumberAreErrors() {
    read(Map.of("epochs", "6", "lr", Double.NaN));
    assertThat(problems.errors())
        .containsExactly(
            error("[0].lr", "must be a number from 0.001 to 1, and is NaN"),
            error(
                "[0].epochs",
                "must be an integer from 5 to 15, and is the text \"6\"; write it without quotes"));
  }

  @Test
  void unknownNamesAreToldWithTheNearestOne() {
    read(Map.of("epoch", 6L));
    assertThat(problems.errors())
        .containsExactly(
            error(
                "[0].epoch",
                "no hyperparameter has this name; there are lr, epochs, width, optimizer; did you"
                    + " mean 'epochs'?"));
  }

  @Test
  void aPointThatIsNoObjectIsAnError() {
    List<Map<String, Object>> points = read(3L, List.of(1L));
    assertThat(points).hasSize(2);
    assertThat(problems.errors())
        .containsExactly(
            error("[0]", "must be an object of hyperparameter values, and is 3"),
            error("[1]", "must be an object of hyperparameter values, and is [1]"));
  }

  private List<Map<String, Object>> read(Object... points) {
    return PointsReader.read(List.of(points), SPACE, PATH, problems);
  }

  private static Problem error(String field, String message) {
    return new Problem(Optional.empty(), PATH + field, message);
  }
}
