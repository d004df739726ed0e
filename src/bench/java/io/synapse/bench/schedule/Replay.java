package io.synapse.bench.schedule;

import io.synapse.bench.NoJournal;
import io.synapse.run.RunLog;
import io.synapse.run.RunPlan;
import io.synapse.space.Objective;
import io.synapse.tune.Tuner;
import io.synapse.tune.TunerParts;
import io.synapse.tune.TunerResult;
import io.synapse.tune.TunerSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One search by the real tuner over recorded curves, until one of the best configurations has been
 * trained to the last epoch.
 *
 * @param method scheduler and searcher
 * @param seed of the order of the configurations, or of the searcher
 * @param slots how many trials run at once
 */
record Replay(Method method, int seed, int slots) {

  static final Objective OBJECTIVE = new Objective("validation_loss", Objective.Mode.MIN);

  /**
   * What came of it.
   *
   * @param found whether one of the best was found before all configurations were used up
   * @param spent what was spent until then, by all trials together
   * @param reached what was spent when a trial first had the loss that the best have in the end
   * @param trials how many were started
   */
  record Outcome(
      Replay replay,
      boolean found,
      SimulatedTrainings.Spent spent,
      Optional<SimulatedTrainings.Spent> reached,
      int trials) {}

  Outcome run(Curves curves) throws InterruptedException {
    SimulatedClock clock = new SimulatedClock();
    int trials = DigitsGrid.size();
    try (SimulatedTrainings trainings = new SimulatedTrainings(curves, curves.best(), clock)) {
      TunerParts parts =
          new TunerParts(
              method.searcher(seed),
              method.scheduler(trials, curves.epochs()),
              trainings,
              trainings);
      RunLog log = new RunLog(new NoJournal(), List.of(), clock);
      TunerResult result = new Tuner(settings(trials, seed, slots), parts, log, clock).run();
      return new Outcome(
          this,
          trainings.hasFound(),
          trainings.spent(),
          trainings.reached(),
          result.history().trials().size());
    }
  }

  static TunerSettings settings(int trials, long seed, int slots) {
    RunPlan plan =
        new RunPlan(true, Optional.of(OBJECTIVE), trials, slots, Optional.of("training_iteration"));
    Path unused = Path.of("target", "bench-schedule");
    return new TunerSettings(
        "1a2b3c4d", seed, plan, unused, Optional.empty(), TunerSettings.RunLimits.NONE, 1, 0);
  }
}
