package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.search.model.Observations;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrialDataTest {

  @Test
  void failedTrialsKeepTheirOrderAndCountAsTheWorst() {
    TrialData trials =
        TrialData.of(
            new Observations(
                List.of(trial(0, 5), trial(2, 9), trial(4, 1)),
                List.of(trial(1, Double.POSITIVE_INFINITY), trial(3, Double.NaN)),
                List.of(trial(5, Double.NaN))));
    assertThat(trials.trials())
        .extracting(Observations.Observation::number)
        .containsExactly(0, 1, 2, 3, 4);
    double[] targets = trials.targets(trials.scale());
    assertThat(targets[1]).isEqualTo(targets[3]).isEqualTo(targets[2]);
    assertThat(targets[4]).isLessThan(targets[0]);
    assertThat(trials.best(2)).containsExactly(new double[] {4}, new double[] {0});
  }

  @Test
  void failedTrialsAloneHaveNoLosses() {
    TrialData failed =
        TrialData.of(new Observations(List.of(), List.of(trial(0, Double.NaN)), List.of()));
    assertThat(failed.hasLosses()).isFalse();
  }

  @Test
  void thinningKeepsTheBestTheLastAndSomeOfTheOtherTrials() {
    TrialData thinned = upTo(1000).thinned(900, 100);
    List<Integer> numbers =
        thinned.trials().stream().map(Observations.Observation::number).toList();
    assertThat(numbers).hasSize(200).isSorted().doesNotHaveDuplicates();
    assertThat(numbers).containsAll(range(875, 1000));
    assertThat(thinned.trials().stream().filter(trial -> trial.loss() < 50)).hasSize(50);
    assertThat(numbers.stream().filter(number -> number < 450)).hasSizeGreaterThan(25);
  }

  @Test
  void fewTrialsAreAllKept() {
    assertThat(upTo(50).thinned(40, 100)).isEqualTo(upTo(50).thinned(0, 100)).isNotNull();
    assertThat(upTo(50).thinned(40, 40).size()).isEqualTo(50);
  }

  /** The losses cycle, so that good ones are spread over all numbers. */
  private static TrialData upTo(int count) {
    return new TrialData(IntStream.range(0, count).mapToObj(i -> TRIALS.get(i)).toList());
  }

  private static final List<Observations.Observation> TRIALS =
      IntStream.range(0, 1000).mapToObj(i -> trial(i, i * 7 % 1000)).toList();

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static Observations.Observation trial(int number, double loss) {
    return new Observations.Observation(number, new double[] {number}, loss);
  }
}
