package io.synapse.schedule;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.schedule.PbtOptions.PbtIntervals;
import io.synapse.schedule.Population.PopulationMember;
import io.synapse.schedule.RungMembers.RungEntry;
import io.synapse.space.Objective;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Population based training (Jaderberg et al. 2017, "Population Based Training of Neural Networks",
 * section 4): at each interval a trial that is among the worst continues from the checkpoint of a
 * random one of the best, with a variation of its configuration ("truncation selection", appendix
 * A.1.1). The population consists of the trials of the run that have not ended, each with its value
 * at the last interval that it has reached; trials do not wait for others to reach theirs.
 *
 * <p>As in Ray Tune, a quantile contains at least one trial if there are at least two, and at most
 * half of the trials.
 *
 * <p>If there are more trials than slots, trials take turns: one that has reached an interval and
 * has saved a checkpoint with that report gives up its slot to one that has not got as far, and is
 * compared when it is resumed. A trial without such a checkpoint keeps its slot. A plugin that
 * saves checkpoints but does not restore them in a new attempt would therefore never finish; the
 * job's {@code stop} ends its trials.
 *
 * <p>No trial is compared at the same interval twice, neither after a failure nor after it has
 * continued from a checkpoint that is older than its own state. This guarantees that trials that
 * continue from each other's checkpoints finish.
 */
public final class PbtScheduler implements Scheduler {

  /** The name in a job file. */
  public static final String NAME = "pbt";

  static final AlgorithmSpecification SPECIFICATION =
      new AlgorithmSpecification(
          NAME,
          List.of(),
          "population based training: bad trials go on from copies of good ones",
          PbtOptions.ALL);

  /** The tolerance for rounding errors of products, so that 7 % of 100 is 7. */
  private static final double TOLERANCE = 1e-9;

  private final Objective.Mode mode;
  private final double quantile;
  private final Mutations mutations;
  private final PbtIntervals intervals;
  private final Population population;

  private PbtScheduler(
      Objective.Mode mode, double quantile, Mutations mutations, PbtIntervals intervals) {
    this.mode = mode;
    this.quantile = quantile;
    this.mutations = mutations;
    this.intervals = intervals;
    this.population = new Population(mode, intervals);
  }

  static PbtScheduler of(SchedulerSettings settings) {
    return new PbtScheduler(
        settings.objective().mode(),
        SchedulerOptions.number(settings.options(), PbtOptions.QUANTILE),
        PbtOptions.mutations(settings.options(), settings.space()),
        PbtIntervals.of(settings.options()));
  }

  @Override
  public Next next(History history, RandomGenerator random) {
    population.update(history);
    if (history.canSample()) {
      return new Next.Sample();
    }
    Optional<Trial> waiting = population.furthestBehind(history);
    if (waiting.isPresent()) {
      return resume(waiting.get(), decide(waiting.get(), history, random));
    }
    return history.running().isEmpty()
        ? new Next.Done()
        : new Next.Wait("running trials may make room for others");
  }

  private static Next resume(Trial trial, Decision decision) {
    return decision instanceof Decision.Exploit exploit
        ? new Next.Exploit(trial, exploit)
        : new Next.Resume(trial, decision.reason());
  }

  @Override
  public Decision onReport(Trial trial, History history, RandomGenerator random) {
    population.update(history);
    PopulationMember member = population.member(trial.spec().number());
    // The verdict records the report again, which has no effect.
    if (!population.recordReport(member, trial.time(), trial.value().orElse(Double.NaN))) {
      return Decision.proceed();
    }
    if (isSaved(trial) && population.isAnyBehind(member, history)) {
      return new Decision.Pause(intervalText(member) + "; it waits for others to come as far");
    }
    return decide(trial, history, random);
  }

  private static boolean isSaved(Trial trial) {
    return trial
        .lastCheckpoint()
        .filter(saved -> saved.trainingIteration() == trial.trainingIteration())
        .isPresent();
  }

  /** Decides how a trial continues from the interval that it has reached. */
  private Decision decide(Trial trial, History history, RandomGenerator random) {
    PopulationMember member = population.member(trial.spec().number());
    int size = population.ranking().size();
    int rank = population.ranking().rank(member.score().orElseThrow());
    int share = Math.min(size / 2, (int) Math.ceil(size * quantile - TOLERANCE));
    String reason = intervalText(member) + rankText(rank, share, size);
    if (rank < size - share) {
      return new Decision.Continue(reason);
    }
    RungEntry source = population.ranking().at(random.nextInt(share));
    return exploit(member, source, history.trials().get(source.trial()), reason, random);
  }

  private static String rankText(int rank, int share, int size) {
    if (size == 1) {
      return " is the only one";
    }
    if (rank < share) {
      return " is among the best %d of %d".formatted(share, size);
    }
    return rank < size - share
        ? " is in the middle of the population"
        : " is among the worst %d of %d".formatted(share, size);
  }

  private String intervalText(PopulationMember member) {
    return "interval %s: %s"
        .formatted(
            RungReasons.text(intervals.time(member.interval())),
            RungReasons.text(member.score().orElseThrow().value()));
  }

  private Decision exploit(
      PopulationMember member,
      RungEntry best,
      Trial source,
      String reason,
      RandomGenerator random) {
    String continuation = reason + ", and goes on itself, as " + source.id();
    if (!mode.isBetter(best.value(), member.score().orElseThrow().value())) {
      return new Decision.Continue(continuation + " is no better");
    }
    if (population.member(best.trial()).isExploiting()) {
      return new Decision.Continue(continuation + " has just begun with another one's state");
    }
    Optional<SavedCheckpoint> saved = source.lastCheckpoint();
    if (saved.isEmpty()) {
      return new Decision.Continue(continuation + " has no checkpoint");
    }
    String from =
        "%s; it goes on from %s with %s"
            .formatted(reason, source.id(), RungReasons.text(best.value()));
    return new Decision.Exploit(
        from, source.id(), saved.get(), mutations.explore(source.config(), random));
  }
}
