package io.synapse.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import io.synapse.run.History.PastTrial;
import io.synapse.space.Config;
import io.synapse.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every search algorithm must do that learns from the trials so far. */
abstract class ModelBasedContract extends SearcherContract {

  private static final Map<String, Object> REPEATS = Map.of(ModelOptions.ALLOW_REPEATS, true);

  /** Every trial fails. */
  private static final SimulatedRun.Outcome HOPELESS =
      new SimulatedRun.Outcome() {
        @Override
        public Map<String, Object> metrics(int number, Config config) {
          return Map.of();
        }

        @Override
        public boolean fails(int number) {
          return true;
        }
      };

  @Override
  Stream<SearchSpace> spaces() {
    return Spaces.withoutGrid();
  }

  @Test
  void aGridIsRefusedWithChoiceAsTheRemedy() {
    SearchSettings settings = settings(Spaces.gridWithOthers(), List.of());
    assertThatThrownBy(() -> Searchers.create(settings))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(algorithm())
        .hasMessageContaining("x0, x2")
        .hasMessageContaining("choice");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 6})
  void aFiniteSpaceIsTriedCompletelyAndOnce(int slots) {
    SearchSettings settings = settings(Spaces.finite(), List.of());
    SimulatedRun run = run(settings, WORTH, slots);
    assertThat(run.configs()).hasSize(6).doesNotHaveDuplicates();
    assertThat(run.suggest(Searchers.create(settings))).isEmpty();
  }

  @Test
  void noConfigurationIsTriedTwiceUnlessAPointSaysSo() {
    List<Map<String, Object>> points =
        List.of(Map.of("x0", "a", "x1", 1L), Map.of("x0", "a", "x1", 1L));
    List<Config> configs = run(settings(Spaces.finite(), points), WORTH, 1).configs();
    assertThat(configs).hasSize(7);
    assertThat(configs.subList(1, 7)).doesNotHaveDuplicates();
  }

  @Test
  void repeatsMayBeAllowed() {
    SearchSettings settings = settings(Spaces.finite(), List.of(), REPEATS);
    assertThat(run(settings, WORTH, 2).configs()).hasSize(TRIALS);
    assertThat(run(settings(Spaces.onePoint(), List.of(), REPEATS), WORTH, 2).configs())
        .hasSize(TRIALS);
  }

  @Test
  void runningTrialsAreAllDifferent() {
    List<Config> configs = run(settings(Spaces.everyType(), List.of()), WORTH, 8).configs();
    assertThat(configs).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void trialsThatAreAllAlikeDoNotDisturbIt(SearchSpace space) {
    SimulatedRun.Outcome constant = (number, config) -> Map.of("score", 0.25);
    assertWithin(space, run(settings(space, List.of()), constant, 2).configs());
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void hugeValuesDoNotDisturbIt(SearchSpace space) {
    double[] values = {Double.MAX_VALUE, 1, -1e300, 1e-300, -Double.MAX_VALUE, 1e300, 0};
    SimulatedRun.Outcome huge = (number, config) -> Map.of("score", values[number % 7]);
    assertWithin(space, run(settings(space, List.of()), huge, 2).configs());
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void itGoesOnWhenEveryTrialFails(SearchSpace space) {
    assertWithin(space, run(settings(space, List.of()), HOPELESS, 2).configs());
  }

  @Test
  void itKeepsAwayFromWhereTrialsFail() {
    SearchSpace space = Spaces.of(Spaces.real(0, 1), Spaces.real(0, 1));
    List<Config> configs = run(of100(settings(space, List.of())), new FailingHalf(), 1).configs();
    long failing = configs.subList(40, 100).stream().filter(FailingHalf::contains).count();
    // At random, 30 of 60 would fail, and 20 or fewer with a probability of 0.007.
    assertThat(failing).isLessThanOrEqualTo(20);
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void earlierTrialsAreLearnedFromAtOnceAndTheSameWay(SearchSpace space) {
    SearchSettings cold = settings(space, List.of());
    SearchSettings warm = cold.withPast(past(cold));
    List<Config> configs = run(warm, WORTH, 2).configs();

    assertThat(run(warm, WORTH, 2).configs()).isEqualTo(configs);
    if (space.cardinality().isEmpty()) {
      assertWithin(space, configs);
      assertThat(configs).hasSize(TRIALS);
      assertThat(configs.get(0)).isNotEqualTo(run(cold, WORTH, 2).configs().get(0));
    }
  }

  /** What another run of the same search came to, which drew other configurations. */
  private static List<PastTrial> past(SearchSettings settings) {
    List<PastTrial> past = new ArrayList<>();
    for (int number = 0; number < TRIALS; number++) {
      Config config = settings.space().sample(SimulatedRun.generator(1_000 + number));
      past.add(new PastTrial(config, (double) WORTH.metrics(number, config).get("score")));
    }
    return past;
  }

  @Test
  void whatEarlierRunsTriedIsNotTriedAgain() {
    List<Config> all = run(settings(Spaces.finite(), List.of()), WORTH, 1).configs();
    List<PastTrial> four =
        all.subList(0, 4).stream().map(config -> new PastTrial(config, 1)).toList();
    SearchSettings warm = settings(Spaces.finite(), List.of()).withPast(four);
    SimulatedRun run = run(warm, WORTH, 1);

    assertThat(run.configs()).containsExactlyInAnyOrderElementsOf(all.subList(4, 6));
    assertThat(run.suggest(Searchers.create(warm))).isEmpty();
    SearchSettings repeating = settings(Spaces.finite(), List.of(), REPEATS).withPast(four);
    assertThat(run(repeating, WORTH, 1).configs()).hasSize(TRIALS);
  }

  private static SearchSettings of100(SearchSettings settings) {
    return new SearchSettings(
        settings.name(),
        settings.options(),
        settings.space(),
        settings.pointsToEvaluate(),
        100,
        settings.objective(),
        settings.seed());
  }

  /** Where the first value is above a half, trials fail; elsewhere the second value counts. */
  private static final class FailingHalf implements SimulatedRun.Outcome {

    static boolean contains(Config config) {
      return (double) config.get("x0") > 0.5;
    }

    @Override
    public Map<String, Object> metrics(int number, Config config) {
      return contains(config)
          ? Map.of("score", Double.NaN)
          : Map.of("score", -Math.abs((double) config.get("x1") - 0.4));
    }
  }
}
