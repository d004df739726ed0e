package io.synapse.terminal;

import io.synapse.run.Decision;
import io.synapse.run.Phase;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.RunListener;
import io.synapse.run.RunPlan;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialSpec;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Plays the events of a run to a listener, each at the time of a test's clock. */
final class ScriptedRun {

  static final String RUN = "digits-20261123-090000";

  private final RunListener listener;
  private final TestClock clock;
  private long sequence;

  ScriptedRun(RunListener listener, TestClock clock) {
    this.listener = listener;
    this.clock = clock;
  }

  /** The id of a trial of the run. */
  static String id(int number) {
    return "3f9c2a1b_%05d".formatted(number);
  }

  ScriptedRun tuning(String name, int trials, int concurrency) {
    Objective objective = new Objective("accuracy", Objective.Mode.MAX);
    return tuning(
        name, new RunPlan(true, Optional.of(objective), trials, concurrency, Optional.empty()));
  }

  ScriptedRun tuning(String name, RunPlan plan) {
    return emit(new RunEvent.RunStarted(RUN, name, plan, Map.of()));
  }

  ScriptedRun training(String name) {
    RunPlan plan = new RunPlan(false, Optional.empty(), 1, 1, Optional.empty());
    return emit(new RunEvent.RunStarted(RUN, name, plan, Map.of()));
  }

  ScriptedRun phase(Phase phase, long current, long total) {
    return emit(new RunEvent.PhaseProgressed(phase, current, total));
  }

  ScriptedRun after(long seconds) {
    clock.advanceSeconds(seconds);
    return this;
  }

  ScriptedRun start(int number, Map<String, Object> config) {
    Config values = new Config(config);
    emit(new RunEvent.TrialCreated(id(number), number, TrialSpec.Origin.SEARCHER, values));
    return emit(
        new RunEvent.AttemptStarted(
            id(number), 1, AttemptCause.FIRST, values, Optional.empty(), false));
  }

  /** A trial that is handed to a cluster and has no place there yet. */
  ScriptedRun request(int number, Map<String, Object> config) {
    Config values = new Config(config);
    emit(new RunEvent.TrialCreated(id(number), number, TrialSpec.Origin.SEARCHER, values));
    return emit(
        new RunEvent.AttemptStarted(
            id(number), 1, AttemptCause.FIRST, values, Optional.empty(), true));
  }

  ScriptedRun restart(int number, int attempt, AttemptCause cause, Map<String, Object> config) {
    return emit(
        new RunEvent.AttemptStarted(
            id(number), attempt, cause, new Config(config), Optional.empty(), false));
  }

  ScriptedRun report(int number, long iteration, Object... metrics) {
    return emit(
        new RunEvent.TrialReported(
            id(number), map(metrics), iteration, Optional.empty(), Decision.proceed()));
  }

  ScriptedRun log(int number, String category, String key, double value) {
    return emit(new TrialEvent.MetricLogged(id(number), 1, category, key, value, Map.of()));
  }

  ScriptedRun suspend(int number, TrialStatus status, String reason) {
    return endAttempt(
        number,
        status,
        status == TrialStatus.PAUSED ? AttemptEndCause.PAUSED : AttemptEndCause.FAILED,
        reason);
  }

  ScriptedRun endAttempt(int number, TrialStatus status, AttemptEndCause why, String reason) {
    return emit(new RunEvent.AttemptEnded(id(number), status, why, reason));
  }

  ScriptedRun place(int number, int attempt, String node) {
    return emit(new TrialEvent.Placed(id(number), attempt, node));
  }

  ScriptedRun finish(int number, Object... metrics) {
    return emit(
        new RunEvent.TrialEnded(
            id(number), TrialStatus.TERMINATED, map(metrics), "", Optional.empty(), ""));
  }

  ScriptedRun fail(int number, String message) {
    return emit(
        new RunEvent.TrialEnded(
            id(number), TrialStatus.ERROR, Map.of(), message, Optional.empty(), ""));
  }

  ScriptedRun emit(RunEvent event) {
    listener.onEvent(new RecordedEvent(sequence++, clock.instant(), event));
    return this;
  }

  /** A map in the order of its pairs; null without pairs is an empty one. */
  static Map<String, Object> map(Object... pairs) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int index = 0; index < pairs.length; index += 2) {
      map.put((String) pairs[index], pairs[index + 1]);
    }
    return map;
  }
}
