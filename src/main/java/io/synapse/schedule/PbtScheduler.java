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
 * section 4): at each interval a trial that is among the worst goes on from the checkpoint of one
 * that is among the best, drawn at random, with a configuration near that one's ("truncation
 * selection", appendix A.1.1). The population is the run's trials that are not over, each with what
 * it reported at the last interval that it came to; nobody waits for others to come to theirs.
 *
 * <p>As in Ray Tune, a quantile has at least one trial as soon as there are two, and never more
 * than half of them.
 *
 * <p>When there are more trials than slots, they take turns: a trial that has come to an interval
 * and has saved its state with that very report gives its slot to one that has come less far, and
 * is compared when its own turn comes. One that has saved nothing keeps its slot. A plugin that
 * saves its state and then begins anew in each attempt would never come to its end so; the job's
 * {@code stop} ends its trials.
 *
 * <p>No trial is compared at an interval twice, neither after a failure nor when the checkpoint
 * that it goes on from is older than its own state. So trials that go on from each other come to an
 * end.
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

  /** What products lose in floating point: 7 % of 100 are 7. */
  private static final double SLACK = 1e-9;

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
    population.see(history);
    if (history.canSample()) {
      return new Next.Sample();
    }
    Optional<Trial> turn = population.furthestBehind(history);
    if (turn.isPresent()) {
      return goOn(turn.get(), decide(turn.get(), history, random));
    }
    return history.running().isEmpty()
        ? new Next.Done()
        : new Next.Wait("running trials may make room for others");
  }

  private static Next goOn(Trial trial, Decision decision) {
    return decision instanceof Decision.Exploit exploit
        ? new Next.Exploit(trial, exploit)
        : new Next.Resume(trial, decision.reason());
  }

  @Override
  public Decision onReport(Trial trial, History history, RandomGenerator random) {
    population.see(history);
    PopulationMember member = population.member(trial.spec().number());
    // Its verdict says the same; coming to an interval twice changes nothing.
    if (!population.reach(member, trial.time(), trial.value().orElse(Double.NaN))) {
      return Decision.goOn();
    }
    if (isSaved(trial) && population.isAnyBehind(member, history)) {
      return new Decision.Pause(comes(member) + "; it waits for others to come as far");
    }
    return decide(trial, history, random);
  }

  private static boolean isSaved(Trial trial) {
    return trial
        .lastCheckpoint()
        .filter(saved -> saved.trainingIteration() == trial.trainingIteration())
        .isPresent();
  }

  /** How a trial goes on from the interval that it has come to. */
  private Decision decide(Trial trial, History history, RandomGenerator random) {
    PopulationMember member = population.member(trial.spec().number());
    int size = population.ranking().size();
    int rank = population.ranking().rank(member.score().orElseThrow());
    int share = Math.min(size / 2, (int) Math.ceil(size * quantile - SLACK));
    String reason = comes(member) + standing(rank, share, size);
    if (rank < size - share) {
      return new Decision.Continue(reason);
    }
    RungEntry source = population.ranking().at(random.nextInt(share));
    return exploit(member, source, history.trials().get(source.trial()), reason, random);
  }

  private static String standing(int rank, int share, int size) {
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

  private String comes(PopulationMember member) {
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
    String goesOn = reason + ", and goes on itself, as " + source.id();
    if (!mode.isBetter(best.value(), member.score().orElseThrow().value())) {
      return new Decision.Continue(goesOn + " is no better");
    }
    if (population.member(best.trial()).isExploiting()) {
      return new Decision.Continue(goesOn + " has just begun with another one's state");
    }
    Optional<SavedCheckpoint> saved = source.lastCheckpoint();
    if (saved.isEmpty()) {
      return new Decision.Continue(goesOn + " has no checkpoint");
    }
    String from =
        "%s; it goes on from %s with %s"
            .formatted(reason, source.id(), RungReasons.text(best.value()));
    return new Decision.Exploit(
        from, source.id(), saved.get(), mutations.explore(source.config(), random));
  }
}
