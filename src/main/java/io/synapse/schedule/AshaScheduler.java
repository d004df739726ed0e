package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OptionSpecification;
import io.synapse.space.Mode;
import io.synapse.trial.Decision;
import io.synapse.trial.History;
import io.synapse.trial.Trial;
import io.synapse.trial.TrialStatus;
import io.synapse.trial.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Asynchronous successive halving (Li et al. 2020, "A System for Massively Parallel Hyperparameter
 * Tuning", algorithm 2): a trial is compared with those that came to its rung before it, and nobody
 * waits for others.
 *
 * <p>By default a trial that is not among the best at its rung is stopped at once, and the others
 * go on without a pause; of few trials one is always kept. With {@code promote} every trial is
 * paused at its rung, as in the paper, and a free slot goes to the best of the highest rung that
 * may be promoted, or to a new trial. The paper suggests new trials for ever; when there are no
 * more here, the best of a rung that was too small for any to be promoted goes on, so that some
 * trial reaches {@code max_t}, and all others end.
 *
 * <p>Trials are dealt to brackets by their numbers, to each in proportion to its rungs.
 */
public final class AshaScheduler implements Scheduler {

  private static final String MOST_TIME = "max_t";
  private static final String GRACE = "grace_period";
  private static final String REDUCTION = "reduction_factor";
  private static final String BRACKETS = "brackets";
  private static final String PROMOTE = "promote";

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "asha",
          List.of(),
          "asynchronous successive halving: at each rung the best trials go on",
          List.of(
              SchedulerOptions.timeAttribute(),
              SchedulerOptions.mostTime(100L),
              SchedulerOptions.gracePeriod(1),
              SchedulerOptions.reductionFactor(4.0),
              OptionSpecification.integer(
                  BRACKETS, 1L, 1, "how many there are; each begins to compare a rung later"),
              OptionSpecification.truth(
                  PROMOTE, false, "whether trials pause at rungs, to be promoted later on")));

  private final Mode mode;
  private final double mostTime;
  private final double reduction;
  private final boolean promotes;

  /** The rungs of each bracket, the lowest first. */
  private final List<List<RungEntries>> brackets;

  /** The bracket of a trial, by the remainder of its number. */
  private final int[] turns;

  /** How many rungs each trial has passed. */
  private final List<Integer> passed = new ArrayList<>();

  private int verdictsSeen;

  private AshaScheduler(Mode mode, Map<String, Object> options) {
    this.mode = mode;
    this.mostTime = SchedulerOptions.integer(options, MOST_TIME);
    this.reduction = SchedulerOptions.number(options, REDUCTION);
    this.promotes = SchedulerOptions.truth(options, PROMOTE);
    double grace = SchedulerOptions.integer(options, GRACE);
    refuseUnlessAtMost(grace);
    int count = (int) SchedulerOptions.integer(options, BRACKETS);
    this.brackets = IntStream.range(0, count).mapToObj(s -> rungs(grace, s)).toList();
    this.turns =
        IntStream.range(0, count)
            .flatMap(s -> IntStream.generate(() -> s).limit(brackets.get(s).size() + 1L))
            .toArray();
  }

  static AshaScheduler of(SchedulerSettings settings) {
    return new AshaScheduler(settings.objective().mode(), settings.options());
  }

  private void refuseUnlessAtMost(double grace) {
    if (grace > mostTime) {
      throw new InvalidInputException(
          "params.tune_config.scheduler.options.grace_period",
          "must be at most max_t, which is %s, and is %s"
              .formatted(RungReasons.text(mostTime), RungReasons.text(grace)));
    }
  }

  private List<RungEntries> rungs(double grace, int bracket) {
    double lowest = grace * Math.pow(reduction, bracket);
    return RungTimes.from(lowest, reduction, mostTime).stream()
        .map(time -> new RungEntries(time, this::keeps))
        .toList();
  }

  private int keeps(int trials) {
    return Math.max(promotes ? 0 : 1, RungTimes.floor(trials / reduction));
  }

  @Override
  public Next next(History history, RandomGenerator random) {
    see(history);
    Optional<Next> promotion = ofWaiting(history, RungEntries::winner, AshaScheduler::resume);
    if (promotion.isPresent()) {
      return promotion.get();
    }
    if (history.canSample()) {
      return new Next.Sample();
    }
    if (!history.running().isEmpty()) {
      return new Next.Wait("running trials may change who is promoted");
    }
    return ofWaiting(history, AshaScheduler::bestOfFew, AshaScheduler::resume)
        .or(() -> ofWaiting(history, RungEntries::loser, AshaScheduler::end))
        .orElse(new Next.Done());
  }

  /** One of the trials that wait, looked for from the highest rungs down. */
  private Optional<Next> ofWaiting(
      History history, BiFunction<RungEntries, Predicate<Entry>, Optional<Entry>> choice, Use use) {
    Predicate<Entry> paused =
        entry -> history.trials().get(entry.trial()).status() == TrialStatus.PAUSED;
    int highest = brackets.get(0).size() - 1;
    for (int level = highest; level >= 0; level--) {
      for (List<RungEntries> rungs : brackets) {
        // Brackets end at the same rung and begin at different ones.
        int index = level - (highest + 1 - rungs.size());
        Optional<Entry> found =
            index < 0 ? Optional.empty() : choice.apply(rungs.get(index), paused);
        if (found.isPresent()) {
          return Optional.of(use.of(history.trials().get(found.get().trial()), rungs.get(index)));
        }
      }
    }
    return Optional.empty();
  }

  /** What becomes of a trial that waits at a rung. */
  @FunctionalInterface
  private interface Use {
    Next of(Trial trial, RungEntries rung);
  }

  private static Next resume(Trial trial, RungEntries rung) {
    return new Next.Resume(trial, RungReasons.kept(rung, trial.spec().number()));
  }

  private static Next end(Trial trial, RungEntries rung) {
    return new Next.End(trial, RungReasons.stopped(rung, trial.spec().number()));
  }

  private static Optional<Entry> bestOfFew(RungEntries rung, Predicate<Entry> paused) {
    boolean isBestWaiting = rung.best().filter(best -> rung.isWaiting(best.trial())).isPresent();
    return rung.keptCount() == 0 && isBestWaiting ? rung.runnerUp(paused) : Optional.empty();
  }

  @Override
  public Decision onReport(Trial trial, History history, RandomGenerator random) {
    see(history);
    if (trial.time() >= mostTime) {
      return new Decision.Stop(RungReasons.reached(mostTime));
    }
    int number = trial.spec().number();
    Optional<RungEntries> reached = rung(number).filter(rung -> trial.time() >= rung.time());
    return reached.map(rung -> atRung(rung, trial)).orElse(Decision.goOn());
  }

  private Decision atRung(RungEntries rung, Trial trial) {
    int number = trial.spec().number();
    // Its verdict enters the same; entering twice changes nothing.
    rung.enter(new Entry(number, trial.value().orElse(Double.NaN), mode));
    if (promotes) {
      double value = rung.entry(number).value();
      return new Decision.Pause(RungReasons.waits(rung, bracket(number), value));
    }
    return rung.keeps(number)
        ? new Decision.Continue(RungReasons.kept(rung, number))
        : new Decision.Stop(RungReasons.stopped(rung, number));
  }

  private int bracket(int trial) {
    return turns[trial % turns.length];
  }

  /** The lowest rung that a trial has not passed. */
  private Optional<RungEntries> rung(int trial) {
    List<RungEntries> rungs = brackets.get(bracket(trial));
    int index = passed.get(trial);
    return index < rungs.size() ? Optional.of(rungs.get(index)) : Optional.empty();
  }

  /** Takes in what has happened since the last call. */
  private void see(History history) {
    while (passed.size() < history.trials().size()) {
      passed.add(0);
    }
    for (; verdictsSeen < history.verdicts().size(); verdictsSeen++) {
      Verdict verdict = history.verdicts().get(verdictsSeen);
      rung(verdict.trial().spec().number())
          .filter(rung -> verdict.time() >= rung.time())
          .ifPresent(rung -> see(verdict, rung));
    }
  }

  private void see(Verdict verdict, RungEntries rung) {
    int trial = verdict.trial().spec().number();
    rung.enter(new Entry(trial, verdict.value(), mode));
    if (verdict.decision() instanceof Decision.Pause) {
      rung.await(trial);
    } else {
      rung.leave(trial);
    }
    if (verdict.decision() instanceof Decision.Continue) {
      passed.set(trial, passed.get(trial) + 1);
    }
  }

  @Override
  public boolean mayPause() {
    return promotes;
  }

  @Override
  public List<Bracket> brackets(History history) {
    see(history);
    int[] trials = new int[brackets.size()];
    IntStream.range(0, passed.size()).forEach(trial -> trials[bracket(trial)]++);
    return IntStream.range(0, trials.length)
        .mapToObj(
            s ->
                new Bracket(
                    s, trials[s], brackets.get(s).stream().map(RungEntries::description).toList()))
        .toList();
  }
}
