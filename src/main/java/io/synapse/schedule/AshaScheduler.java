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
 * Tuning", algorithm 2): a trial is compared with those that came to its rung before it, and nobody
 * waits for others.
 *
 * <p>By default a trial that is not among the best at its rung is stopped at once, and the others
 * go on without a pause. The share that goes on is rounded up, so that the first of a rung always
 * does; Ray Tune, which compares with a percentile of those before, lets about as many pass.
 *
 * <p>With {@code promote} every trial is paused at its rung, as in the paper, and a free slot goes
 * to the best of the highest rung that may be promoted, or to a new trial. The paper suggests new
 * trials for ever; when there are no more here, the best of a rung that was too small for any to be
 * promoted goes on, so that some trial reaches {@code max_t}, and all others end.
 *
 * <p>Trials are dealt to brackets by their numbers, to each in proportion to its rungs, {@code
 * max_t} included: with rungs at 1, 4 and 16 and {@code max_t} 64, three brackets get 4, 3 and 2 of
 * every 9 trials. A report that lies beyond several rungs is compared at each of them, from the
 * lowest up.
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
    see(history);
    Predicate<RungEntry> paused =
        entry -> trial(entry.trial(), history).status() == TrialStatus.PAUSED;
    Optional<Next> promotion = resumed(rungs.highest(rung -> rung.winner(paused)), history);
    if (promotion.isPresent()) {
      return promotion.get();
    }
    if (history.canSample()) {
      return new Next.Sample();
    }
    if (!history.running().isEmpty()) {
      return new Next.Wait("running trials may change who is promoted");
    }
    return resumed(rungs.highest(rung -> bestOfFew(rung, paused)), history)
        .or(() -> ended(rungs.highest(rung -> rung.loser(paused)), history))
        .orElse(new Next.Done());
  }

  private static Trial trial(int number, History history) {
    return history.trials().get(number);
  }

  private static Optional<Next> resumed(Optional<AshaRungs.Waiting> waiting, History history) {
    return waiting.map(
        found ->
            new Next.Resume(
                trial(found.trial(), history), RungReasons.kept(found.rung(), found.trial())));
  }

  private static Optional<Next> ended(Optional<AshaRungs.Waiting> waiting, History history) {
    return waiting.map(
        found ->
            new Next.End(
                trial(found.trial(), history), RungReasons.stopped(found.rung(), found.trial())));
  }

  private static Optional<RungEntry> bestOfFew(RungMembers rung, Predicate<RungEntry> paused) {
    boolean isBestWaiting =
        rung.best().filter(best -> best.isFinite() && rung.isWaiting(best.trial())).isPresent();
    return rung.keptCount() == 0 && isBestWaiting ? rung.runnerUp(paused) : Optional.empty();
  }

  @Override
  public Decision onReport(Trial trial, History history, RandomGenerator random) {
    see(history);
    if (trial.time() >= settings.mostTime()) {
      return new Decision.Stop(RungReasons.reached(settings.mostTime()));
    }
    RungEntry entry = entry(trial, trial.time(), trial.value().orElse(Double.NaN));
    // Its verdict does the same, which then changes nothing.
    return rungs.climb(entry).map(rung -> atRung(rung, entry.trial())).orElse(Decision.goOn());
  }

  private RungEntry entry(Trial trial, double time, double value) {
    return new RungEntry(trial.spec().number(), value, time, settings.mode());
  }

  private Decision atRung(RungMembers rung, int trial) {
    if (settings.promotes()) {
      double value = rung.entry(trial).value();
      return new Decision.Pause(RungReasons.waits(rung, rungs.bracket(trial), value));
    }
    return rung.keeps(trial)
        ? new Decision.Continue(RungReasons.kept(rung, trial))
        : new Decision.Stop(RungReasons.stopped(rung, trial));
  }

  /** Takes in what has happened since the last call. */
  private void see(History history) {
    rungs.join(history.trials().size());
    for (; verdictsSeen < history.verdicts().size(); verdictsSeen++) {
      see(history.verdicts().get(verdictsSeen));
    }
  }

  private void see(History.Verdict verdict) {
    rungs
        .climb(entry(verdict.trial(), verdict.time(), verdict.value()))
        .filter(rung -> settings.promotes())
        .ifPresent(rung -> see(verdict, rung));
  }

  private void see(History.Verdict verdict, RungMembers rung) {
    int trial = verdict.trial().spec().number();
    if (verdict.decision() instanceof Decision.Pause) {
      rung.await(trial);
    } else if (verdict.decision() instanceof Decision.Continue) {
      rungs.pass(trial);
    } else {
      rung.leave(trial);
    }
    rungs.promoteAhead(rung);
  }

  @Override
  public boolean mayPause() {
    return settings.promotes();
  }

  @Override
  public List<Bracket> brackets(History history) {
    see(history);
    return rungs.descriptions();
  }
}
