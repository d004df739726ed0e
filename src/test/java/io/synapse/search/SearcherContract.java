package io.synapse.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.Problems;
import io.synapse.run.TrialSpec;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import io.synapse.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every search algorithm must do. A subclass names its algorithm; searchers are made through
 * {@link Searchers}, as a run makes them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SearcherContract {

  static final int TRIALS = 40;
  private static final Objective OBJECTIVE = new Objective("score", Objective.Mode.MAX);

  /** Every trial is worth something that depends on its configuration. */
  static final SimulatedRun.Outcome WORTH =
      (number, config) -> Map.of("score", (config.hashCode() % 1000) / 1000.0);

  /** Failures, and every kind of value that cannot be optimised, among ordinary ones. */
  private static final SimulatedRun.Outcome TROUBLED =
      new SimulatedRun.Outcome() {
        @Override
        public Map<String, Object> metrics(int number, Config config) {
          return switch (number % 6) {
            case 0 -> Map.of("score", Double.NaN);
            case 1 -> Map.of("score", Double.POSITIVE_INFINITY);
            case 2 -> Map.of("score", Double.NEGATIVE_INFINITY);
            case 3 -> Map.of("loss", 1.0);
            default -> Map.of("score", number / 10.0);
          };
        }

        @Override
        public boolean fails(int number) {
          return number % 6 == 4;
        }
      };

  /** The algorithm's documented name. */
  abstract String algorithm();

  /** The spaces that it can search. */
  Stream<SearchSpace> spaces() {
    return Spaces.all();
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void everyValueIsWithinItsDimensionAndInItsForm(SearchSpace space) {
    assertWithin(space, run(settings(space, List.of()), WORTH, 3).configs());
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void failedTrialsAndUnusableValuesDoNotDisturbIt(SearchSpace space) {
    assertWithin(space, run(settings(space, List.of()), TROUBLED, 3).configs());
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void theSameHistoryAndGeneratorGiveTheSameSuggestion(SearchSpace space) {
    SearchSettings settings = settings(space, List.of());
    Searcher live = Searchers.create(settings);
    SimulatedRun run = new SimulatedRun(settings, WORTH);
    for (int i = 0; i < TRIALS; i++) {
      Optional<Searcher.Suggestion> suggestion = run.suggest(live);
      assertThat(run.suggest(live)).as("asked again").isEqualTo(suggestion);
      assertThat(run.suggest(Searchers.create(settings))).as("a new one").isEqualTo(suggestion);
      suggestion.ifPresent(run::start);
      if (suggestion.isPresent() && i % 3 > 0) {
        run.endOldest();
      }
    }
  }

  @Test
  void aWholeRunCanBeRepeated() {
    SearchSettings settings = settings(Spaces.everyType(), List.of());
    assertThat(run(settings, WORTH, 1).configs()).isEqualTo(run(settings, WORTH, 1).configs());
  }

  @Test
  void aSuggestionLeavesTheHistoryAsItIs() {
    SearchSettings settings = settings(Spaces.everyType(), List.of());
    SimulatedRun run = run(settings, TROUBLED, 4);
    run.start(new Searcher.Suggestion(TrialSpec.Origin.SEARCHER, run.configs().get(0)));
    List<String> before = run.snapshot();
    run.suggest(Searchers.create(settings));
    assertThat(run.snapshot()).isEqualTo(before);
  }

  @Test
  void itSuggestsWhileEveryTrialIsStillRunning() {
    SearchSettings settings = settings(Spaces.everyType(), List.of());
    assertThat(run(settings, WORTH, TRIALS).configs()).hasSize(TRIALS);
  }

  @Test
  void aSpaceOfOnePointGivesThatPoint() {
    List<Config> configs = run(settings(Spaces.onePoint(), List.of()), WORTH, 1).configs();
    assertThat(configs).isNotEmpty();
    assertThat(configs)
        .allSatisfy(
            config ->
                assertThat(config.values())
                    .isEqualTo(Map.of("x0", 0.3, "x1", 0.1, "x2", 7L, "x3", 4L, "x4", "only")));
  }

  @Test
  void aFiniteSpaceIsOnlyGivenUpWhenEveryPointIsTried() {
    List<Config> configs = run(settings(Spaces.finite(), List.of()), WORTH, 2).configs();
    boolean complete = configs.stream().distinct().count() == 6;
    assertThat(configs.size() == TRIALS || complete).as("%s", configs).isTrue();
  }

  @Test
  void givenPointsComeFirstInTheirOrder() {
    List<Map<String, Object>> points =
        List.of(Map.of("x1", 0.5, "x0", 2.0), Map.of(), Map.of("x6", 5L));
    SimulatedRun run = run(settings(Spaces.everyType(), points), WORTH, 2);
    assertWithin(Spaces.everyType(), run.configs());
    assertThat(run.configs().get(0).values()).containsEntry("x0", 2.0).containsEntry("x1", 0.5);
    assertThat(run.configs().get(2).values()).containsEntry("x6", 5L);
    assertThat(run.history().trials())
        .extracting(trial -> trial.spec().origin() == TrialSpec.Origin.GIVEN_POINT)
        .startsWith(true, true, true, false)
        .hasSize(TRIALS);
  }

  @Test
  void whatAPointLeavesOpenIsDrawn() {
    List<Map<String, Object>> points = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      points.add(Map.of("x6", 5L));
    }
    List<Config> configs = run(settings(Spaces.everyType(), points), WORTH, 1).configs();
    assertThat(configs.subList(0, 20))
        .extracting(config -> config.get("x0"))
        .doesNotHaveDuplicates();
  }

  @Test
  void aHundredDimensionsAreNoTrouble() {
    SearchSpace space = Spaces.hundredDimensions();
    List<Config> configs = run(settings(space, List.of()), WORTH, 2).configs();
    assertThat(configs).hasSize(TRIALS).doesNotHaveDuplicates();
    assertWithin(space, configs);
  }

  static SimulatedRun run(SearchSettings settings, SimulatedRun.Outcome outcome, int slots) {
    return new SimulatedRun(settings, outcome).run(slots);
  }

  SearchSettings settings(SearchSpace space, List<Map<String, Object>> points) {
    return settings(space, points, Map.of());
  }

  SearchSettings settings(
      SearchSpace space, List<Map<String, Object>> points, Map<String, Object> options) {
    AlgorithmSpecification specification =
        Searchers.specifications().stream()
            .filter(known -> known.isNamed(algorithm()))
            .findFirst()
            .orElseThrow();
    Problems problems = new Problems();
    Map<String, Object> checked = specification.check(options, "options", problems);
    problems.throwIfAny();
    return new SearchSettings(
        algorithm(), checked, space, points, TRIALS, OBJECTIVE, SimulatedRun.SEED);
  }

  static void assertWithin(SearchSpace space, List<Config> configs) {
    assertThat(configs).isNotEmpty();
    for (Config config : configs) {
      assertThat(config.values().keySet()).containsExactlyElementsOf(space.names());
      for (SearchSpace.Dimension dimension : space.dimensions()) {
        Object value = config.get(dimension.name());
        assertThat(dimension.distribution().contains(value)).as("%s", config).isTrue();
        assertThat(dimension.distribution().normalise(value)).isEqualTo(value);
      }
    }
  }
}
