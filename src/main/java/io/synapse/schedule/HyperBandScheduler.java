package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import io.synapse.space.Mode;
import io.synapse.trial.Decision;
import io.synapse.trial.History;
import io.synapse.trial.Trial;
import io.synapse.trial.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * HyperBand (Li et al. 2018, "Hyperband: A Novel Bandit-Based Approach to Hyperparameter
 * Optimization", algorithm 1): brackets of successive halving that differ in how early they begin
 * to compare. A trial that reaches a rung waits there, without a slot, for the others of its
 * bracket; the best go on. Brackets follow each other from the one that begins earliest, over and
 * over, as long as trials are suggested; the last one makes do with those it has.
 *
 * <p>The sizes are those of the paper's table 1, {@code floor((s_max + 1) / (s + 1)) * eta^s}: 81,
 * 27, 9, 6 and 5 for {@code max_t} 81 and a reduction by 3. The formula in algorithm 1 rounds later
 * and up (81, 34, 15, 8, 5), which gives some brackets more than their part of the budget.
 */
public final class HyperBandScheduler implements Scheduler {

  private static final String MOST_TIME = "max_t";
  private static final String REDUCTION = "reduction_factor";
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

  private final Mode mode;
  private final double mostTime;
  private final double reduction;
  private final boolean stopsLast;
  private final int largestPower;
  private final List<HyperBandBracket> brackets = new ArrayList<>();
  private final Set<HyperBandBracket> open = new LinkedHashSet<>();
  private final List<HyperBandMember> members = new ArrayList<>();
  private int verdictsSeen;
  private int endsSeen;

  private HyperBandScheduler(Mode mode, Map<String, Object> options) {
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
    RungEntries rung = member.rung();
    // Its verdict enters the same; entering twice changes nothing.
    rung.enter(new Entry(number, trial.value().orElse(Double.NaN), mode));
    if (!member.bracket().isReadyWith(member, history)) {
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
    for (; verdictsSeen < history.verdicts().size(); verdictsSeen++) {
      see(history.verdicts().get(verdictsSeen));
    }
    for (; endsSeen < history.ended().size(); endsSeen++) {
      Trial trial = history.ended().get(endsSeen);
      if (trial.status().isFinal()) {
        members.get(trial.spec().number()).end();
      }
    }
    open.removeIf(HyperBandBracket::isOver);
  }

  private void see(Verdict verdict) {
    HyperBandMember member = members.get(verdict.trial().spec().number());
    if (member.isAtRung(verdict.time())) {
      member.rung().enter(new Entry(member.number(), verdict.value(), mode));
      member.see(verdict.decision());
    } else if (verdict.decision() instanceof Decision.Stop) {
      member.end();
    }
  }

  private HyperBandBracket bracketForNext() {
    HyperBandBracket last = brackets.isEmpty() ? null : brackets.get(brackets.size() - 1);
    if (last != null && !last.isFull()) {
      return last;
    }
    int number = brackets.size();
    int power = largestPower - number % (largestPower + 1);
    int size = (largestPower + 1) / (power + 1) * RungTimes.floor(Math.pow(reduction, power));
    List<RungEntries> rungs =
        RungTimes.below(mostTime, reduction, power).stream()
            .map(time -> new RungEntries(time, this::keeps))
            .toList();
    HyperBandBracket next = new HyperBandBracket(number, size, rungs);
    brackets.add(next);
    open.add(next);
    return next;
  }

  private int keeps(int trials) {
    return Math.max(1, RungTimes.floor(trials / reduction));
  }
}
