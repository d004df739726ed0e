package io.synapse.schedule;

import io.synapse.run.Bracket;
import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.RungMembers.RungEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Asynchronous successive halving (Li et al. 2020, "A System for Massively Parallel Hyperparameter
 * Tuning", algorithm 2): a trial is compared with those that reached its rung before it, and no
 * trial waits for others.
 *
 * <p>By default a trial that is not among the best at its rung is stopped immediately, and the
 * others continue without a pause. The number of trials that continue is rounded up, so that the
 * first trial at a rung always continues; Ray Tune, which compares with a percentile of the earlier
 * values, lets about as many pass.
 *
 * <p>With {@code promote}, every trial is paused at its rung, as in the paper, and a free slot goes
 * to the best trial at the highest rung where one may be promoted, or else to a new trial. The
 * paper has an infinite supply of new trials. Once there are no more, the best trial of a rung that
 * was too small for a promotion is resumed, so that some trial reaches {@code max_t}, and all
 * others end.
 *
 * <p>Trials are assigned to brackets by their numbers, in proportion to the number of rungs of each
 * bracket, {@code max_t} included: with rungs at 1, 4 and 16 and {@code max_t} 64, three brackets
 * get 4, 3 and 2 of every 9 trials. A trial whose report is beyond several rungs is compared at
 * each of them, from the lowest up.
 */
public final class AshaScheduler implements Scheduler {

  private final AshaSettings settings;
  private final AshaRungs rungs;
  private int verdictsSeen;

  private AshaScheduler(AshaSettings settings) {
    this.settings = settings;
    this.rungs = new AshaRungs(settings);
  }

  static AshaScheduler of(SchedulerSettings settings) {
    return new AshaScheduler(AshaSettings.of(settings));
  }

  @Override
  public Next next(History history, RandomGenerator random) {
    update(history);
    Predicate<RungEntry> paused =
        entry -> trial(entry.trial(), history).status() == TrialStatus.PAUSED;
    Optional<Next> promotion =
        resumed(rungs.findFromTop(rung -> rung.bestWaitingKept(paused)), history);
    if (promotion.isPresent()) {
      return promotion.get();
    }
    if (history.canSample()) {
      return new Next.Sample();
    }
    if (!history.running().isEmpty()) {
      return new Next.Wait("running trials may change who is promoted");
    }
    return resumed(rungs.findFromTop(rung -> bestOfSmallRung(rung, paused)), history)
        .or(() -> ended(rungs.findFromTop(rung -> rung.worstWaitingCut(paused)), history))
        .orElse(new Next.Done());
  }

  private static Trial trial(int number, History history) {
    return history.trials().get(number);
  }

  private static Optional<Next> resumed(Optional<AshaRungs.WaitingTrial> waiting, History history) {
    return waiting.map(
        found ->
            new Next.Resume(
                trial(found.trial(), history), RungReasons.kept(found.rung(), found.trial())));
  }

  private static Optional<Next> ended(Optional<AshaRungs.WaitingTrial> waiting, History history) {
    return waiting.map(
        found ->
            new Next.End(
                trial(found.trial(), history), RungReasons.stopped(found.rung(), found.trial())));
  }

  private static Optional<RungEntry> bestOfSmallRung(
      RungMembers rung, Predicate<RungEntry> paused) {
    boolean isBestWaiting =
        rung.best().filter(best -> best.isFinite() && rung.isWaiting(best.trial())).isPresent();
    return rung.keptCount() == 0 && isBestWaiting ? rung.bestWaitingCut(paused) : Optional.empty();
  }

  @Override
  public Decision onReport(Trial trial, History history, RandomGenerator random) {
    update(history);
    if (trial.time() >= settings.maxTime()) {
      return new Decision.Stop(RungReasons.maxTimeReached(settings.maxTime()));
    }
    RungEntry entry = entry(trial, trial.time(), trial.value().orElse(Double.NaN));
    // The verdict enters the trial again, which has no effect.
    return rungs
        .enterReached(entry)
        .map(rung -> atRung(rung, entry.trial()))
        .orElse(Decision.proceed());
  }

  private RungEntry entry(Trial trial, double time, double value) {
    return new RungEntry(trial.spec().number(), value, time, settings.mode());
  }

  private Decision atRung(RungMembers rung, int trial) {
    if (settings.promotes()) {
      double value = rung.entry(trial).value();
      return new Decision.Pause(RungReasons.waits(rung, rungs.bracket(trial), value));
    }
    return rung.isKept(trial)
        ? new Decision.Continue(RungReasons.kept(rung, trial))
        : new Decision.Stop(RungReasons.stopped(rung, trial));
  }

  /** Applies the changes of the history since the last call. */
  private void update(History history) {
    rungs.addTrials(history.trials().size());
    for (; verdictsSeen < history.verdicts().size(); verdictsSeen++) {
      apply(history.verdicts().get(verdictsSeen));
    }
  }

  private void apply(History.Verdict verdict) {
    rungs
        .enterReached(entry(verdict.trial(), verdict.time(), verdict.value()))
        .filter(rung -> settings.promotes())
        .ifPresent(rung -> applyAtRung(verdict, rung));
  }

  private void applyAtRung(History.Verdict verdict, RungMembers rung) {
    int trial = verdict.trial().spec().number();
    if (verdict.decision() instanceof Decision.Pause) {
      rung.startWaiting(trial);
    } else if (verdict.decision() instanceof Decision.Continue) {
      rungs.pass(trial);
    } else {
      rung.stopWaiting(trial);
    }
    rungs.promoteAhead(rung);
  }

  @Override
  public boolean mayPause() {
    return settings.promotes();
  }

  @Override
  public List<Bracket> brackets(History history) {
    update(history);
    return rungs.descriptions();
  }
}
