package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import io.synapse.run.Bracket;
import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.Trial;
import io.synapse.schedule.RungMembers.RungEntry;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * HyperBand (Li et al. 2018, "Hyperband: A Novel Bandit-Based Approach to Hyperparameter
 * Optimization", algorithm 1): brackets of successive halving that differ in how early they start
 * to compare trials. A trial that reaches a rung waits there, without a slot, for the other trials
 * of its bracket; the best are resumed. Brackets follow each other from the one that starts
 * earliest, repeatedly, as long as trials are suggested; the last bracket may stay incomplete.
 *
 * <p>A trial that ends, finally fails or is stopped below a rung is neither waited for nor counted
 * there. A trial whose report is beyond several rungs is compared at each of them by that report. A
 * trial that reaches a rung that was decided without it, because it had failed and was retried,
 * continues if it beats the worst trial that was kept.
 *
 * <p>The bracket sizes are those of table 1 of the paper, {@code floor((s_max + 1) / (s + 1)) *
 * eta^s}: 81, 27, 9, 6 and 5 for {@code max_t} 81 and a reduction by 3. The formula in algorithm 1
 * rounds up at the end (81, 34, 15, 8, 5), which gives some brackets more than their share of the
 * budget.
 */
public final class HyperBandScheduler implements Scheduler {

  private static final String MAX_TIME = "max_t";
  private static final String REDUCTION_FACTOR = SchedulerOptions.REDUCTION_FACTOR;
  private static final String STOP_LAST_TRIALS = "stop_last_trials";

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "hyperband",
          List.of(),
          "successive halving in brackets: trials wait at rungs, and the best of each go on",
          List.of(
              SchedulerOptions.timeAttribute(),
              SchedulerOptions.maxTime(81L),
              SchedulerOptions.reductionFactor(3.0),
              OptionSpecification.truth(
                  STOP_LAST_TRIALS, true, "whether trials end when they reach max_t")));

  private final Objective.Mode mode;
  private final double maxTime;
  private final double reductionFactor;
  private final boolean stopsLast;
  private final int largestPower;
  private final List<HyperBandBracket> brackets = new ArrayList<>();

  /**
   * Brackets in which there is something left to decide; one is added again when one of its trials
   * is retried.
   */
  private final NavigableSet<HyperBandBracket> open =
      new TreeSet<>(Comparator.comparingInt(HyperBandBracket::number));

  private final List<HyperBandMember> members = new ArrayList<>();
  private int verdictsSeen;
  private int endsSeen;

  private HyperBandScheduler(Objective.Mode mode, Map<String, Object> options) {
    this.mode = mode;
    this.maxTime = SchedulerOptions.integer(options, MAX_TIME);
    this.reductionFactor = SchedulerOptions.number(options, REDUCTION_FACTOR);
    this.stopsLast = SchedulerOptions.truth(options, STOP_LAST_TRIALS);
    this.largestPower = RungTimes.largestPower(reductionFactor, maxTime);
  }

  static HyperBandScheduler of(SchedulerSettings settings) {
    return new HyperBandScheduler(settings.objective().mode(), settings.options());
  }

  @Override
  public Next next(History history, RandomGenerator random) {
    update(history);
    Optional<Next> action =
        open.stream().flatMap(bracket -> bracket.next(history).stream()).findFirst();
    if (action.isPresent()) {
      return action.get();
    }
    if (history.canSample()) {
      return new Next.Sample();
    }
    return history.running().isEmpty()
        ? new Next.Done()
        : new Next.Wait("trials of the same bracket are still on their way to the rung");
  }

  @Override
  public Decision onReport(Trial trial, History history, RandomGenerator random) {
    update(history);
    if (stopsLast && trial.time() >= maxTime) {
      return new Decision.Stop(RungReasons.maxTimeReached(maxTime));
    }
    HyperBandMember member = members.get(trial.spec().number());
    return member.isAtRung(trial.time()) ? atRung(member, trial, history) : Decision.proceed();
  }

  private Decision atRung(HyperBandMember member, Trial trial, History history) {
    int number = trial.spec().number();
    RungMembers rung = member.rung();
    // The verdict enters the trial again, which has no effect.
    rung.enter(new RungEntry(number, trial.value().orElse(Double.NaN), trial.time(), mode));
    // A trial that has already reached the next rung has nothing to do before the comparison there.
    boolean continuesWaiting = rung.isKept(number) && rung.isAhead(number);
    if (continuesWaiting || !member.bracket().isLastAtRung(member, history)) {
      double value = rung.entry(number).value();
      return new Decision.Pause(RungReasons.waits(rung, member.bracket().number(), value));
    }
    return rung.isKept(number)
        ? new Decision.Continue(RungReasons.kept(rung, number))
        : new Decision.Stop(RungReasons.stopped(rung, number));
  }

  @Override
  public boolean mayPause() {
    return true;
  }

  @Override
  public List<Bracket> brackets(History history) {
    update(history);
    return brackets.stream().map(HyperBandBracket::description).toList();
  }

  /** Applies the changes of the history since the last call. */
  private void update(History history) {
    while (members.size() < history.trials().size()) {
      members.add(bracketForNext().add(members.size()));
    }
    for (; endsSeen < history.ended().size(); endsSeen++) {
      applyVerdicts(history, history.verdictsBefore(endsSeen));
      members.get(history.ended().get(endsSeen).spec().number()).end();
    }
    applyVerdicts(history, history.verdicts().size());
    for (Trial trial : history.running()) {
      HyperBandMember member = members.get(trial.spec().number());
      member.restart();
      open.add(member.bracket());
    }
    open.removeIf(HyperBandBracket::isFinished);
  }

  private void applyVerdicts(History history, int until) {
    for (; verdictsSeen < until; verdictsSeen++) {
      apply(history.verdicts().get(verdictsSeen));
    }
  }

  private void apply(History.Verdict verdict) {
    HyperBandMember member = members.get(verdict.trial().spec().number());
    open.add(member.bracket());
    if (isAboutWaiting(verdict, member)) {
      // A decision about a waiting trial implies that its rung was decided, so trials may have been
      // promoted by then.
      member.bracket().promoteAhead();
    }
    if (member.isAtRung(verdict.time())) {
      member.rung().enter(new RungEntry(member.number(), verdict.value(), verdict.time(), mode));
      member.apply(verdict.decision());
    } else if (verdict.decision() instanceof Decision.Stop) {
      member.end();
    }
  }

  private static boolean isAboutWaiting(History.Verdict verdict, HyperBandMember member) {
    return !(verdict.decision() instanceof Decision.Pause)
        && member.passed() < member.bracket().rungs().size()
        && member.rung().isWaiting(member.number());
  }

  private HyperBandBracket bracketForNext() {
    HyperBandBracket last = brackets.isEmpty() ? null : brackets.get(brackets.size() - 1);
    if (last != null && !last.isFull()) {
      return last;
    }
    int number = brackets.size();
    int power = largestPower - number % (largestPower + 1);
    List<RungMembers> rungs =
        RungMembers.rungs(RungTimes.below(maxTime, reductionFactor, power), this::keptOf);
    HyperBandBracket next = new HyperBandBracket(number, size(power), rungs);
    brackets.add(next);
    open.add(next);
    return next;
  }

  private int size(int power) {
    int share = (largestPower + 1) / (power + 1);
    return RungTimes.floor(share * Math.pow(reductionFactor, power));
  }

  private int keptOf(int trials) {
    return Math.max(1, RungTimes.floor(trials / reductionFactor));
  }
}
