package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.Problems;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.Schedulers;
import io.synapse.search.SearchSettings;
import io.synapse.search.Searchers;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every search together with every scheduler, with trials that fail on the way. */
class AnySearchWithAnySchedulerTest extends SchedulerFixture {

  private static final int TRIALS = 25;

  private String name;

  @Override
  String name() {
    return name;
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyTrialEnds(AlgorithmSpecification search, AlgorithmSpecification schedule)
      throws Exception {
    name = schedule.name();
    maxFailures = 1;
    failures = (number, attempt, iteration) -> number % 6 == 5 && iteration == 3;
    order = new SplittableRandom(3);
    Map<String, Object> options = search.check(Map.of(), "options", new Problems());
    searcher =
        Searchers.create(
            new SearchSettings(search.name(), options, space(), List.of(), TRIALS, objective, 1));
    TunerResult result = tune(TRIALS, 3);

    assertThat(result.history().trials()).hasSize(TRIALS);
    assertThat(statuses(result)).allMatch(TrialStatus::isFinal);
    assertThat(result.history().best()).isPresent();
  }

  static Stream<Arguments> pairs() {
    return Searchers.specifications().stream()
        .flatMap(
            search ->
                Schedulers.specifications().stream()
                    .map(schedule -> Arguments.of(search, schedule)));
  }
}
