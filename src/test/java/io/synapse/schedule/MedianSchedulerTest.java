package io.synapse.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.Decision;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.space.Objective;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MedianSchedulerTest {

  private static final double NAN = Double.NaN;

  private final Curves curves = curves(Map.of());

  @Test
  void hasTheDocumentedDefaults() {
    assertThat(Curves.allOptions(MedianScheduler.SPECIFICATION, Map.of()))
        .isEqualTo(
            Map.of(
                "time_attr",
                "training_iteration",
                "grace_period",
                1L,
                "min_samples_required",
                3L,
                "hard_stop",
                true));
  }

  /**
   * After three reports the averages are 0.2, 0.5, 0.8 and, of the good one, 1/3: the median of
   * these is 5/12. What the two others reported last is the same.
   */
  @Test
  void theBestSoFarIsComparedWithTheMedianOfTheAveragesSoFar() {
    curves.begin(0.1, 0.2, 0.3);
    curves.begin(0.4, 0.5, 0.6);
    curves.begin(0.7, 0.8, 0.9);
    Trial good = curves.begin(0.3, 0.6);
    Trial poor = curves.begin(0.3, 0.4);

    assertThat(curves.report(good, 0.1)).isEqualTo(Decision.goOn());
    assertThat(curves.report(poor, 0.1))
        .isEqualTo(
            new Decision.Stop("stopped at 3: its best 0.4 is below the median 0.4167 of 4 trials"));
  }

  @Test
  void aTrialBelowTheMedianIsStopped() {
    three(0.2, 0.5, 0.8);

    assertThat(curves.report(curves.begin(), 0.45))
        .isEqualTo(
            new Decision.Stop("stopped at 1: its best 0.45 is below the median 0.5 of 3 trials"));
  }

  @Test
  void lessMayBeBetter() {
    Curves least = new Curves(MedianScheduler.SPECIFICATION, Map.of(), Objective.Mode.MIN);
    least.begin(0.2);
    least.begin(0.5);
    least.begin(0.8);

    assertThat(least.report(least.begin(), 0.45)).isEqualTo(Decision.goOn());
    assertThat(least.report(least.begin(), 0.6))
        .isEqualTo(
            new Decision.Stop("stopped at 1: its best 0.6 is above the median 0.475 of 4 trials"));
  }

  @Test
  void theMedianItselfIsGoodEnough() {
    three(0.5, 0.5, 0.5);

    assertThat(curves.report(curves.begin(), 0.5)).isEqualTo(Decision.goOn());
  }

  @Test
  void fewOthersDecideNothing() {
    curves.begin(0.8);
    curves.begin(0.9);

    assertThat(curves.report(curves.begin(), 0.1)).isEqualTo(Decision.goOn());
  }

  @Test
  void othersCountOnlyAsFarAsTheyHaveCome() {
    curves.begin(0.8, 0.8);
    curves.begin(0.8, 0.8);
    curves.begin(0.8);
    Trial trial = curves.begin(0.9);

    assertThat(curves.report(trial, 0.1)).isEqualTo(Decision.goOn());
  }

  @Test
  void trialsThatAreOverCount() {
    for (TrialStatus status : new TrialStatus[] {TrialStatus.TERMINATED, TrialStatus.ERROR}) {
      curves.end(curves.begin(0.8), status);
      curves.end(curves.begin(0.9), status);
    }

    assertThat(curves.report(curves.begin(), 0.1)).isInstanceOf(Decision.Stop.class);
  }

  @Test
  void nothingIsDecidedBeforeTheGracePeriod() {
    Curves later = curves(Map.of("grace_period", 2L));
    later.begin(0.8, 0.8);
    later.begin(0.8, 0.8);
    later.begin(0.8, 0.8);
    Trial trial = later.begin();

    assertThat(later.report(trial, 0.1)).isEqualTo(Decision.goOn());
    assertThat(later.report(trial, 0.1)).isInstanceOf(Decision.Stop.class);
  }

  @Test
  void whatIsNotFiniteIsLeftOutOfAverages() {
    curves.begin(0.2, NAN);
    curves.begin(Double.POSITIVE_INFINITY, 0.5);
    curves.begin(NAN, 0.8);
    Trial trial = curves.begin(0.1);

    assertThat(curves.report(trial, 0.4).reason())
        .isEqualTo("stopped at 2: its best 0.4 is below the median 0.5 of 3 trials");
  }

  @Test
  void aTrialWithNothingButNaNIsWorseThanAny() {
    three(0.2, 0.5, 0.8);

    assertThat(curves.report(curves.begin(), NAN).reason())
        .isEqualTo("stopped at 1: it has no finite value, and the median of 3 trials is 0.5");
  }

  @Test
  void othersWithNothingButNaNAreNoOthers() {
    three(NAN, NAN, NAN);

    assertThat(curves.report(curves.begin(), NAN)).isEqualTo(Decision.goOn());
    assertThat(curves.report(curves.begin(), 0.1)).isEqualTo(Decision.goOn());
  }

  @Test
  void aTimeThatIsNotANumberDecidesNothingAndCountsNowhere() {
    Curves early = curves(Map.of("grace_period", 0L));
    for (int i = 0; i < 3; i++) {
      early.report(early.begin(), NAN, 0.9);
    }

    assertThat(early.report(early.begin(), 0, 0.1)).isEqualTo(Decision.goOn());
    early.report(early.begin(), 0, 0.9);
    early.report(early.begin(), 0, 0.9);
    early.report(early.begin(), 0, 0.9);
    assertThat(early.report(early.begin(), NAN, 0.1)).isEqualTo(Decision.goOn());
  }

  @Test
  void whatAFailedAttemptReportedAfterItsCheckpointCountsNoMore() {
    curves.begin(0.2, 0.2);
    curves.begin(0.2, 0.2);
    Trial retried = curves.begin(0.2, 0.9);
    curves.retry(retried, 1);
    Trial trial = curves.begin(0.25);

    assertThat(curves.report(trial, 0.1)).isEqualTo(Decision.goOn());
    curves.report(retried, 0.2);
    Trial another = curves.begin(0.1);
    assertThat(curves.report(another, 0.1).reason())
        .isEqualTo("stopped at 2: its best 0.1 is below the median 0.2 of 4 trials");
  }

  @Test
  void reportsThatWereNotDecidedOnCountAsThoseThatWere() {
    curves.begin(0.8, 0.8);
    curves.begin(0.8, 0.8);
    Trial pausing = curves.begin(0.8);
    // The engine's own word, as its attempt was to end.
    curves.history.report(pausing, Map.of("score", 0.8, Curves.TIME, 2.0));
    curves.history.decide(pausing, new Decision.Stop("others first"));
    curves.history.pause(pausing);
    Trial trial = curves.begin(0.9);
    Trial poor = curves.begin(0.1);

    assertThat(curves.report(trial, 0.9)).isEqualTo(Decision.goOn());
    Decision live = curves.report(poor, 0.1);
    assertThat(live.reason())
        .isEqualTo("stopped at 2: its best 0.1 is below the median 0.8 of 4 trials");
    assertThat(curves.saysAnew(poor)).isEqualTo(live);
  }

  @ParameterizedTest
  @EnumSource(Objective.Mode.class)
  void oneMadeAnewAtAnyReportSaysTheSame(Objective.Mode mode) {
    Curves drawn = new Curves(MedianScheduler.SPECIFICATION, Map.of(), mode);
    SplittableRandom random = new SplittableRandom(4);
    int stopped = 0;
    for (int step = 0; step < 2_000; step++) {
      Trial trial = next(drawn, random);
      double value = random.nextInt(20) == 0 ? NAN : random.nextInt(10);
      Decision decision = drawn.report(trial, value);

      assertThat(drawn.saysAnew(trial)).as("step %d", step).isEqualTo(decision);
      if (decision instanceof Decision.Stop) {
        stopped++;
        drawn.end(trial, TrialStatus.TERMINATED);
      } else if (random.nextInt(10) == 0) {
        drawn.retry(trial, random.nextLong(trial.trainingIteration() + 1));
      } else if (random.nextInt(10) == 0) {
        drawn.end(trial, random.nextBoolean() ? TrialStatus.TERMINATED : TrialStatus.ERROR);
      }
    }
    assertThat(stopped).isGreaterThan(20);
  }

  private static Trial next(Curves drawn, SplittableRandom random) {
    boolean begins = drawn.history.runningCount() < 4;
    return begins ? drawn.begin() : drawn.history.running().get(random.nextInt(4));
  }

  @Test
  void withoutHardStopATrialIsPausedOnceAndGoesOnWhenNothingElseCan() {
    Curves soft = curves(Map.of("hard_stop", false));
    soft.begin(0.8, 0.8, 0.8);
    soft.begin(0.8, 0.8, 0.8);
    soft.begin(0.8, 0.8, 0.8);
    Trial trial = soft.begin();

    assertThat(soft.report(trial, 0.1))
        .isEqualTo(
            new Decision.Pause("paused at 1: its best 0.1 is below the median 0.8 of 3 trials"));
    assertThat(soft.next()).isEqualTo(new Scheduler.Next.Sample());
    soft.history.closeSampling();
    Scheduler.Next.Resume resume =
        new Scheduler.Next.Resume(trial, "goes on: no other trial is left to start");
    assertThat(soft.next()).isEqualTo(resume);
    soft.resume(resume);
    assertThat(soft.report(trial, 0.1)).isEqualTo(Decision.goOn());
    assertThat(soft.next()).isInstanceOf(Scheduler.Next.Wait.class);
  }

  private void three(double first, double second, double third) {
    curves.begin(first);
    curves.begin(second);
    curves.begin(third);
  }

  private static Curves curves(Map<String, Object> options) {
    return new Curves(MedianScheduler.SPECIFICATION, options, Objective.Mode.MAX);
  }
}
