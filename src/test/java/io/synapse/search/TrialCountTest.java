package io.synapse.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.space.OneOf;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TrialCountTest {

  private static final SearchSpace RANDOM = Spaces.everyType();
  private static final SearchSpace GRID = Spaces.gridAlone();
  private static final SearchSpace MIXED = Spaces.gridWithOthers();
  private static final Map<String, Object> CELL = Map.of("x0", 64L, "x1", 0.001, "x2", "sgd");

  @Test
  void withoutAGridItIsNumSamples() {
    assertThat(TrialCount.of(RANDOM, List.of(), 50))
        .isEqualTo(new TrialCount(50, "num_samples is 50"));
    assertThat(TrialCount.of(Spaces.finite(), List.of(), 50).trials()).isEqualTo(50);
  }

  @Test
  void aGridAloneGivesATrialForEachCombination() {
    assertThat(TrialCount.of(GRID, List.of(), 50))
        .isEqualTo(
            new TrialCount(
                12,
                "grid has 12 combinations; num_samples 50 would repeat them, 12 trials are run"));
    assertThat(TrialCount.of(GRID, List.of(), 12))
        .isEqualTo(
            new TrialCount(
                12, "grid has 12 combinations; all of them are tried, 12 trials are run"));
    assertThat(TrialCount.of(GRID, List.of(), 1))
        .isEqualTo(
            new TrialCount(
                1, "grid has 12 combinations; num_samples 1 leaves some untried, 1 trial is run"));
  }

  @Test
  void aGridOfOneCombinationIsOneTrial() {
    assertThat(TrialCount.of(Spaces.of(Spaces.grid("only")), List.of(), 2))
        .isEqualTo(
            new TrialCount(
                1, "grid has 1 combination; num_samples 2 would repeat it, 1 trial is run"));
  }

  @Test
  void aGridWithOtherDimensionsGivesNumSamples() {
    assertThat(TrialCount.of(MIXED, List.of(), 50))
        .isEqualTo(
            new TrialCount(
                50,
                "grid has 6 combinations; num_samples 50 goes round them with fresh draws of the"
                    + " other hyperparameters"));
    assertThat(TrialCount.of(MIXED, List.of(), 6))
        .isEqualTo(new TrialCount(6, "grid has 6 combinations; num_samples 6 tries each once"));
    assertThat(TrialCount.of(MIXED, List.of(), 5))
        .isEqualTo(new TrialCount(5, "grid has 6 combinations; num_samples 5 leaves some untried"));
  }

  @Test
  void pointsCountTowardNumSamples() {
    assertThat(TrialCount.of(RANDOM, List.of(Map.of(), Map.of()), 10))
        .isEqualTo(new TrialCount(10, "num_samples is 10; points_to_evaluate are the first 2"));
    assertThat(TrialCount.of(RANDOM, List.of(Map.of()), 10))
        .isEqualTo(new TrialCount(10, "num_samples is 10; the first is from points_to_evaluate"));
    assertThat(TrialCount.of(RANDOM, List.of(Map.of(), Map.of()), 1))
        .isEqualTo(
            new TrialCount(1, "num_samples is 1; only the first 1 of 2 points_to_evaluate fit"));
  }

  @Test
  void aPointOnAGridAloneCountsAsItsCombination() {
    assertThat(TrialCount.of(GRID, List.of(CELL), 50).trials()).isEqualTo(12);
    assertThat(TrialCount.of(GRID, List.of(Map.of("x0", 64L), Map.of()), 50).trials())
        .isEqualTo(12);
    assertThat(TrialCount.of(GRID, List.of(CELL, CELL), 50).trials()).isEqualTo(13);
    assertThat(TrialCount.of(GRID, List.of(CELL, CELL), 5).trials()).isEqualTo(5);
  }

  @Test
  void pointsLeaveFewerTrialsForAGridWithOtherDimensions() {
    List<Map<String, Object>> points = List.of(Map.of("x1", 0.5), Map.of("x1", 0.25));
    assertThat(TrialCount.of(MIXED, points, 7).explanation())
        .isEqualTo(
            "grid has 6 combinations; num_samples 7 leaves some untried; points_to_evaluate are"
                + " the first 2");
  }

  @Test
  void aGridBeyondCountingIsCappedByNumSamples() {
    List<Object> options = LongStream.range(0, 1000).<Object>mapToObj(i -> i).toList();
    SearchSpace huge =
        Spaces.of(IntStream.range(0, 10).mapToObj(i -> new OneOf.Grid(options)).toList());
    assertThat(TrialCount.of(huge, List.of(Map.of("x3", 5L)), 100).trials()).isEqualTo(100);
    assertThat(TrialCount.of(huge, List.of(), 100).explanation())
        .startsWith("grid has at least 9223372036854775807 combinations; num_samples 100 leaves");
  }
}
