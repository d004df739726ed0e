package io.synapse.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.TrialSpec;
import io.synapse.space.Config;
import io.synapse.space.SearchSpace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BasicVariantGeneratorTest extends SearcherContract {

  private static final SimulatedRun.Outcome NOTHING = (number, config) -> Map.of();
  private static final SimulatedRun.Outcome FAILURE =
      new SimulatedRun.Outcome() {
        @Override
        public Map<String, Object> metrics(int number, Config config) {
          return Map.of("score", Double.NaN);
        }

        @Override
        public boolean fails(int number) {
          return true;
        }
      };

  @Override
  String algorithm() {
    return "basicvariantgenerator";
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void theConfigurationsAreTheSameAtAnyConcurrencyAndWithAnyOutcome(SearchSpace space) {
    SearchSettings settings = settings(space, List.of());
    List<Config> one = run(settings, NOTHING, 1).configs();
    assertThat(run(settings, NOTHING, 7).configs()).isEqualTo(one);
    assertThat(run(settings, FAILURE, 40).configs()).isEqualTo(one);
  }

  @Test
  void gridCellsAreInTheOrderOfNestedLoops() {
    SearchSpace space = Spaces.of(Spaces.grid(16L, 32L), Spaces.grid("a", "b", "c"));
    SimulatedRun run = run(settings(space, List.of()), NOTHING, 1);
    assertThat(run.configs())
        .extracting(Config::values)
        .containsExactly(
            cell(16L, "a"),
            cell(16L, "b"),
            cell(16L, "c"),
            cell(32L, "a"),
            cell(32L, "b"),
            cell(32L, "c"));
    assertThat(run.history().trials())
        .allMatch(trial -> trial.spec().origin() == TrialSpec.Origin.GRID_CELL);
  }

  @Test
  void otherDimensionsAreDrawnAfreshForEachRoundOfTheGrid() {
    List<Config> configs = run(settings(Spaces.gridWithOthers(), List.of()), NOTHING, 1).configs();
    assertThat(configs).hasSize(40);
    assertThat(configs).extracting(config -> config.get("x1")).doesNotHaveDuplicates();
    assertThat(configs.subList(0, 7))
        .extracting(config -> List.of(config.get("x0"), config.get("x2")))
        .containsExactly(
            List.of(16L, "a"),
            List.of(16L, "b"),
            List.of(16L, "c"),
            List.of(32L, "a"),
            List.of(32L, "b"),
            List.of(32L, "c"),
            List.of(16L, "a"));
  }

  @Test
  void theGridStartsAtItsFirstCellAfterThePoints() {
    List<Map<String, Object>> points = List.of(Map.of("x0", 32L, "x1", 0.5), Map.of("x2", "c"));
    List<Config> configs = run(settings(Spaces.gridWithOthers(), points), NOTHING, 1).configs();
    assertThat(configs.get(0).values()).containsEntry("x0", 32L).containsEntry("x1", 0.5);
    assertThat(configs.get(1).values()).containsEntry("x2", "c");
    assertThat(configs.get(2).values()).containsEntry("x0", 16L).containsEntry("x2", "a");
    assertThat(configs.get(3).values()).containsEntry("x0", 16L).containsEntry("x2", "b");
  }

  @Test
  void withoutAGridTheOriginIsTheSearcher() {
    SimulatedRun run = run(settings(Spaces.finite(), List.of()), NOTHING, 1);
    assertThat(run.history().trials())
        .hasSize(40)
        .allMatch(trial -> trial.spec().origin() == TrialSpec.Origin.SEARCHER);
  }

  @Test
  void aPointGivenTwiceIsTriedTwice() {
    SearchSpace space = Spaces.of(Spaces.grid(1L, 2L, 3L));
    List<Map<String, Object>> points = List.of(Map.of("x0", 2L), Map.of("x0", 2L));
    assertThat(run(settings(space, points), NOTHING, 1).configs())
        .extracting(config -> config.get("x0"))
        .containsExactly(2L, 2L, 1L, 3L);
  }

  @Test
  void aGridAloneIsTriedCompletelyAndOnceWhateverThePoints() {
    SearchSpace space = Spaces.gridAlone();
    List<Map<String, Object>> points = List.of(Map.of("x0", 64L), cell(32L, 0.0001, "sgd"));
    SearchSettings settings = settings(space, points);
    SimulatedRun run = run(settings, WORTH, 2);
    assertThat(run.configs()).hasSize(12).doesNotHaveDuplicates();
    assertThat(run.configs()).hasSize(TrialCount.of(space, points, TRIALS).trials());
    assertThat(run.suggest(Searchers.create(settings))).isEmpty();
  }

  static Map<String, Object> cell(Object... values) {
    Map<String, Object> cell = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      cell.put("x" + i, values[i]);
    }
    return cell;
  }
}
