package io.synapse.tune;

import io.synapse.run.Decision;
import io.synapse.run.History;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.schedule.Scheduler;
import io.synapse.space.Config;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Stops, pauses and exploits, as the history alone says. */
public final class EventfulScheduler implements Scheduler {
  @Override
  public Next next(History history, RandomGenerator random) {
    Optional<Trial> paused =
        history.trials().stream().filter(trial -> trial.status() == TrialStatus.PAUSED).findFirst();
    if (paused.isPresent() && random.nextBoolean()) {
      return new Next.Resume(paused.get(), "its turn");
    }
    if (history.canSample()) {
      return new Next.Sample();
    }
    return paused.<Next>map(trial -> new Next.Resume(trial, "")).orElse(new Next.Done());
  }

  @Override
  public Decision onReport(Trial trial, History history, RandomGenerator random) {
    double draw = random.nextDouble();
    Optional<SavedCheckpoint> other =
        history.trials().stream().flatMap(each -> each.lastCheckpoint().stream()).findFirst();
    if (draw < 0.1) {
      return new Decision.Stop("a poor one");
    }
    if (draw < 0.25 && trial.attempt() < 4) {
      return new Decision.Pause("others first");
    }
    if (draw < 0.35 && other.isPresent() && trial.attempt() < 4) {
      Config explored = new Config(Map.of("x", random.nextDouble()));
      return new Decision.Exploit("a better one", "another", other.get(), explored);
    }
    return Decision.proceed();
  }
}
