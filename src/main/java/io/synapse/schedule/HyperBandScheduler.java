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
 * Optimization", algorithm 1): brackets of successive halving that differ in how early they begin
 * to compare. A trial that reaches a rung waits there, without a slot, for the others of its
 * bracket; the best go on. Brackets follow each other from the one that begins earliest, over and
 * over, as long as trials are suggested; the last one makes do with those it has.
 *
 * <p>A trial that ends, fails for good or is stopped below a rung is not waited for there and not
 * counted; one that comes to it counts. One whose report lies beyond several rungs is compared at
 * each of them by that report. One that comes to a rung that was decided without it, because it had
 * failed and got another chance, goes on if it beats the cut.
 *
 * <p>The sizes are those of the paper's table 1, {@code floor((s_max + 1) / (s + 1)) * eta^s}: 81,
 * 27, 9, 6 and 5 for {@code max_t} 81 and a reduction by 3. The formula in algorithm 1 rounds later
 * and up (81, 34, 15, 8, 5), which gives some brackets more than their part of the budget.
 */
public final class HyperBandScheduler implements Scheduler {

  private static final String MOST_TIME = "max_t";
  private static final String REDUCTION = SchedulerOptions.REDUCTION_FACTOR;
  private static final String STOP_LAST = "stop_last_trials";

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          "hyperband",
          List.of(),
          "successive halving in brackets: trials wait at rungs, and the best of each go on",
          List.of(
              SchedulerOptions.timeAttribute(),
              SchedulerOptions.mostTime(81L),
              SchedulerOptions.reductionFactor(3.0),
              OptionSpecification.truth(
                  STOP_LAST, true, "whether trials end when they reach max_t")));

  private final Objective.Mode mode;
  private final double mostTime;
  private final double reduction;
  private final boolean stopsLast;
  private final int largestPower;
  private final List<HyperBandBracket> brackets = new ArrayList<>();

  /** Brackets in which something is left to decide; one comes back when a trial of it does. */
  private final NavigableSet<HyperBandBracket> open =
      new TreeSet<>(Comparator.comparingInt(HyperBandBracket::number));

  private final List<HyperBandMember> members = new ArrayList<>();
  private int verdictsSeen;
  private int endsSeen;

  private HyperBandScheduler(Objective.Mode mode, Map<String, Object> options) {
    this.mode = mode;
    this.mostTime = SchedulerOptions.integer(options, MOST_TIME);
    this.reduction = SchedulerOptions.number(options, REDUCTION);
    this.stopsLast = SchedulerOptions.truth(options, STOP_LAST);
    this.largestPower = RungTimes.power(reduction, mostTime);
  }

  static HyperBandScheduler of(SchedulerSettings settings) {
    return new HyperBandScheduler(settings.objective().mode(), settings.options());
  }

  @Override
  public Next next(History history, RandomGenerator random) {
    see(history);
    Optional<Next> decided =
        open.stream().flatMap(bracket -> bracket.decided(history).stream()).findFirst();
    if (decided.isPresent()) {
      return decided.get();
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
    see(history);
    if (stopsLast && trial.time() >= mostTime) {
      return new Decision.Stop(RungReasons.reached(mostTime));
    }
    HyperBandMember member = members.get(trial.spec().number());
    return member.isAtRung(trial.time()) ? atRung(member, trial, history) : Decision.goOn();
  }

  private Decision atRung(HyperBandMember member, Trial trial, History history) {
    int number = trial.spec().number();
    RungMembers rung = member.rung();
    // Its verdict enters the same; entering twice changes nothing.
    rung.enter(new RungEntry(number, trial.value().orElse(Double.NaN), trial.time(), mode));
    // One that is to be compared at the next rung as well has nothing to do until then.
    boolean waitsAbove = rung.keeps(number) && rung.isAhead(number);
    if (waitsAbove || !member.bracket().isReadyWith(member, history)) {
      double value = rung.entry(number).value();
      return new Decision.Pause(RungReasons.waits(rung, member.bracket().number(), value));
    }
    return rung.keeps(number)
        ? new Decision.Continue(RungReasons.kept(rung, number))
        : new Decision.Stop(RungReasons.stopped(rung, number));
  }

  @Override
  public boolean mayPause() {
    return true;
  }

  @Override
  public List<Bracket> brackets(History history) {
    see(history);
    return brackets.stream().map(HyperBandBracket::description).toList();
  }

  /** Takes in what has happened since the last call. */
  private void see(History history) {
    while (members.size() < history.trials().size()) {
      members.add(bracketForNext().join(members.size()));
    }
    for (; endsSeen < history.ended().size(); endsSeen++) {
      seeVerdicts(history, history.verdictsBefore(endsSeen));
      members.get(history.ended().get(endsSeen).spec().number()).end();
    }
    seeVerdicts(history, history.verdicts().size());
    for (Trial trial : history.running()) {
      HyperBandMember member = members.get(trial.spec().number());
      member.run();
      open.add(member.bracket());
    }
    open.removeIf(HyperBandBracket::isOver);
  }

  private void seeVerdicts(History history, int until) {
    for (; verdictsSeen < until; verdictsSeen++) {
      see(history.verdicts().get(verdictsSeen));
    }
  }

  private void see(History.Verdict verdict) {
    HyperBandMember member = members.get(verdict.trial().spec().number());
    open.add(member.bracket());
    if (isOfWaiting(verdict, member)) {
      // That anything was decided shows that the rung was, and so who had climbed by then.
      member.bracket().climb();
    }
    if (member.isAtRung(verdict.time())) {
      member.rung().enter(new RungEntry(member.number(), verdict.value(), verdict.time(), mode));
      member.see(verdict.decision());
    } else if (verdict.decision() instanceof Decision.Stop) {
      member.end();
    }
  }

  private static boolean isOfWaiting(History.Verdict verdict, HyperBandMember member) {
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
        RungMembers.rungs(RungTimes.below(mostTime, reduction, power), this::keeps);
    HyperBandBracket next = new HyperBandBracket(number, size(power), rungs);
    brackets.add(next);
    open.add(next);
    return next;
  }

  private int size(int power) {
    int share = (largestPower + 1) / (power + 1);
    return RungTimes.floor(share * Math.pow(reduction, power));
  }

  private int keeps(int trials) {
    return Math.max(1, RungTimes.floor(trials / reduction));
  }
}
