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

  private final ScheduledHistory history = history(Map.of());

  @Test
  void theDefaultsAreAsDocumented() {
    assertThat(ScheduledHistory.allOptions(MedianScheduler.SPECIFICATION, Map.of()))
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
   * After three reports the averages are 0.2, 0.5, 0.8 and, for the good trial, 1/3; the median of
   * these is 5/12. The good and the poor trial have the same last value.
   */
  @Test
  void theBestSoFarIsComparedWithTheMedianOfTheAveragesSoFar() {
    history.begin(0.1, 0.2, 0.3);
    history.begin(0.4, 0.5, 0.6);
    history.begin(0.7, 0.8, 0.9);
    Trial good = history.begin(0.3, 0.6);
    Trial poor = history.begin(0.3, 0.4);

    assertThat(history.report(good, 0.1)).isEqualTo(Decision.proceed());
    assertThat(history.report(poor, 0.1))
        .isEqualTo(
            new Decision.Stop("stopped at 3: its best 0.4 is below the median 0.4167 of 4 trials"));
  }

  @Test
  void aTrialBelowTheMedianIsStopped() {
    three(0.2, 0.5, 0.8);

    assertThat(history.report(history.begin(), 0.45))
        .isEqualTo(
            new Decision.Stop("stopped at 1: its best 0.45 is below the median 0.5 of 3 trials"));
  }

  @Test
  void lowerValuesAreBetterWhenMinimising() {
    ScheduledHistory minimised =
        new ScheduledHistory(MedianScheduler.SPECIFICATION, Map.of(), Objective.Mode.MIN);
    minimised.begin(0.2);
    minimised.begin(0.5);
    minimised.begin(0.8);

    assertThat(minimised.report(minimised.begin(), 0.45)).isEqualTo(Decision.proceed());
    assertThat(minimised.report(minimised.begin(), 0.6))
        .isEqualTo(
            new Decision.Stop("stopped at 1: its best 0.6 is above the median 0.475 of 4 trials"));
  }

  @Test
  void aTrialAtTheMedianContinues() {
    three(0.5, 0.5, 0.5);

    assertThat(history.report(history.begin(), 0.5)).isEqualTo(Decision.proceed());
  }

  @Test
  void withTooFewOtherTrialsNothingIsStopped() {
    history.begin(0.8);
    history.begin(0.9);

    assertThat(history.report(history.begin(), 0.1)).isEqualTo(Decision.proceed());
  }

  @Test
  void otherTrialsCountOnlyUpToTheTimeTheyHaveReached() {
    history.begin(0.8, 0.8);
    history.begin(0.8, 0.8);
    history.begin(0.8);
    Trial trial = history.begin(0.9);

    assertThat(history.report(trial, 0.1)).isEqualTo(Decision.proceed());
  }

  @Test
  void trialsThatHaveEndedCount() {
    for (TrialStatus status : new TrialStatus[] {TrialStatus.TERMINATED, TrialStatus.ERROR}) {
      history.end(history.begin(0.8), status);
      history.end(history.begin(0.9), status);
    }

    assertThat(history.report(history.begin(), 0.1)).isInstanceOf(Decision.Stop.class);
  }

  @Test
  void nothingIsStoppedBeforeTheGracePeriod() {
    ScheduledHistory withGracePeriod = history(Map.of("grace_period", 2L));
    withGracePeriod.begin(0.8, 0.8);
    withGracePeriod.begin(0.8, 0.8);
    withGracePeriod.begin(0.8, 0.8);
    Trial trial = withGracePeriod.begin();

    assertThat(withGracePeriod.report(trial, 0.1)).isEqualTo(Decision.proceed());
    assertThat(withGracePeriod.report(trial, 0.1)).isInstanceOf(Decision.Stop.class);
  }

  @Test
  void valuesThatAreNotFiniteAreLeftOutOfAverages() {
    history.begin(0.2, NAN);
    history.begin(Double.POSITIVE_INFINITY, 0.5);
    history.begin(NAN, 0.8);
    Trial trial = history.begin(0.1);

    assertThat(history.report(trial, 0.4).reason())
        .isEqualTo("stopped at 2: its best 0.4 is below the median 0.5 of 3 trials");
  }

  @Test
  void aTrialWithOnlyNaNIsWorseThanAny() {
    three(0.2, 0.5, 0.8);

    assertThat(history.report(history.begin(), NAN).reason())
        .isEqualTo("stopped at 1: it has no finite value, and the median of 3 trials is 0.5");
  }

  @Test
  void otherTrialsWithOnlyNaNDoNotCount() {
    three(NAN, NAN, NAN);

    assertThat(history.report(history.begin(), NAN)).isEqualTo(Decision.proceed());
    assertThat(history.report(history.begin(), 0.1)).isEqualTo(Decision.proceed());
  }

  @Test
  void aReportWhoseTimeIsNaNIsIgnored() {
    ScheduledHistory withoutGracePeriod = history(Map.of("grace_period", 0L));
    for (int i = 0; i < 3; i++) {
      withoutGracePeriod.report(withoutGracePeriod.begin(), NAN, 0.9);
    }

    assertThat(withoutGracePeriod.report(withoutGracePeriod.begin(), 0, 0.1))
        .isEqualTo(Decision.proceed());
    withoutGracePeriod.report(withoutGracePeriod.begin(), 0, 0.9);
    withoutGracePeriod.report(withoutGracePeriod.begin(), 0, 0.9);
    withoutGracePeriod.report(withoutGracePeriod.begin(), 0, 0.9);
    assertThat(withoutGracePeriod.report(withoutGracePeriod.begin(), NAN, 0.1))
        .isEqualTo(Decision.proceed());
  }

  @Test
  void reportsOfAFailedAttemptAfterItsCheckpointDoNotCount() {
    history.begin(0.2, 0.2);
    history.begin(0.2, 0.2);
    Trial retried = history.begin(0.2, 0.9);
    history.retry(retried, 1);
    Trial trial = history.begin(0.25);

    assertThat(history.report(trial, 0.1)).isEqualTo(Decision.proceed());
    history.report(retried, 0.2);
    Trial another = history.begin(0.1);
    assertThat(history.report(another, 0.1).reason())
        .isEqualTo("stopped at 2: its best 0.1 is below the median 0.2 of 4 trials");
  }

  @Test
  void reportsWithoutADecisionOfTheSchedulerCount() {
    history.begin(0.8, 0.8);
    history.begin(0.8, 0.8);
    Trial paused = history.begin(0.8);
    // A decision of the tuner, because the attempt was to end.
    history.history.report(paused, Map.of("score", 0.8, ScheduledHistory.TIME, 2.0));
    history.history.decide(paused, new Decision.Stop("others first"));
    history.history.pause(paused);
    Trial trial = history.begin(0.9);
    Trial poor = history.begin(0.1);

    assertThat(history.report(trial, 0.9)).isEqualTo(Decision.proceed());
    Decision used = history.report(poor, 0.1);
    assertThat(used.reason())
        .isEqualTo("stopped at 2: its best 0.1 is below the median 0.8 of 4 trials");
    assertThat(history.decisionOfFreshScheduler(poor)).isEqualTo(used);
  }

  @ParameterizedTest
  @EnumSource(Objective.Mode.class)
  void aFreshSchedulerDecidesTheSameAtAnyReport(Objective.Mode mode) {
    ScheduledHistory run = new ScheduledHistory(MedianScheduler.SPECIFICATION, Map.of(), mode);
    SplittableRandom random = new SplittableRandom(4);
    int stopped = 0;
    for (int step = 0; step < 2_000; step++) {
      Trial trial = next(run, random);
      double value = random.nextInt(20) == 0 ? NAN : random.nextInt(10);
      Decision decision = run.report(trial, value);

      assertThat(run.decisionOfFreshScheduler(trial)).as("step %d", step).isEqualTo(decision);
      if (decision instanceof Decision.Stop) {
        stopped++;
        run.end(trial, TrialStatus.TERMINATED);
      } else if (random.nextInt(10) == 0) {
        run.retry(trial, random.nextLong(trial.trainingIteration() + 1));
      } else if (random.nextInt(10) == 0) {
        run.end(trial, random.nextBoolean() ? TrialStatus.TERMINATED : TrialStatus.ERROR);
      }
    }
    assertThat(stopped).isGreaterThan(20);
  }

  private static Trial next(ScheduledHistory run, SplittableRandom random) {
    boolean begins = run.history.runningCount() < 4;
    return begins ? run.begin() : run.history.running().get(random.nextInt(4));
  }

  @Test
  void withoutHardStopATrialIsPausedOnceAndResumedWhenNoOtherTrialIsLeft() {
    ScheduledHistory pausing = history(Map.of("hard_stop", false));
    pausing.begin(0.8, 0.8, 0.8);
    pausing.begin(0.8, 0.8, 0.8);
    pausing.begin(0.8, 0.8, 0.8);
    Trial trial = pausing.begin();

    assertThat(pausing.report(trial, 0.1))
        .isEqualTo(
            new Decision.Pause("paused at 1: its best 0.1 is below the median 0.8 of 3 trials"));
    assertThat(pausing.next()).isEqualTo(new Scheduler.Next.Sample());
    pausing.history.closeSampling();
    Scheduler.Next.Resume resume =
        new Scheduler.Next.Resume(trial, "goes on: no other trial is left to start");
    assertThat(pausing.next()).isEqualTo(resume);
    pausing.resume(resume);
    assertThat(pausing.report(trial, 0.1)).isEqualTo(Decision.proceed());
    assertThat(pausing.next()).isInstanceOf(Scheduler.Next.Wait.class);
  }

  private void three(double first, double second, double third) {
    history.begin(first);
    history.begin(second);
    history.begin(third);
  }

  private static ScheduledHistory history(Map<String, Object> options) {
    return new ScheduledHistory(MedianScheduler.SPECIFICATION, options, Objective.Mode.MAX);
  }
}
