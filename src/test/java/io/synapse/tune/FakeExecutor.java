package io.synapse.tune;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialStart;
import io.synapse.run.Decision;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialEvent.EntryPoint;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Plays scripted trials: a script gives an attempt's steps when it starts, each report waits for
 * its decision, and everything happens on the tuner's thread.
 */
final class FakeExecutor implements TrialExecutor {

  /** One thing that a scripted attempt does. */
  public sealed interface Step {
    /** Reports and waits. */
    record Report(Map<String, Object> metrics, Path checkpoint) implements Step {}

    /** Logs a metric. */
    record Log(String key, double value, Map<String, Object> extra) implements Step {}

    /** The executor notes something. */
    record Note(String text) implements Step {}

    /** Moves the training's progress bar. */
    record Progress(long current, long total) implements Step {}

    /** Returns. */
    record Finish(EntryPoint entryPoint, Object returned) implements Step {}

    /** Throws. */
    record Fail(String message) implements Step {}

    /** The place where it runs is gone. */
    record Lose(String message) implements Step {}

    /** Does something of the test's own, such as moving a clock. */
    record Do(Runnable action) implements Step {}

    /** Runs on until it is asked to stop. */
    record Hang() implements Step {}
  }

  /** What becomes of an attempt that is asked to stop. */
  enum WhenStopped {
    STOPS,
    FAILS,
    IS_LOST
  }

  private final EventQueue events;
  private final Function<TrialStart, List<Step>> script;
  private final Map<String, Deque<Step>> remaining = new HashMap<>();
  private final Map<String, Integer> attempts = new HashMap<>();
  private final List<TrialStart> started = new ArrayList<>();
  private int mostAtOnce;

  private final WhenStopped whenStopped;
  private final boolean placesLater;

  FakeExecutor(
      EventQueue events,
      Function<TrialStart, List<Step>> script,
      WhenStopped whenStopped,
      boolean placesLater) {
    this.events = events;
    this.script = script;
    this.whenStopped = whenStopped;
    this.placesLater = placesLater;
  }

  List<TrialStart> started() {
    return started;
  }

  /** How many attempts run now. */
  int running() {
    return remaining.size();
  }

  int mostAtOnce() {
    return mostAtOnce;
  }

  @Override
  public boolean placesLater() {
    return placesLater;
  }

  @Override
  public void start(TrialStart start) {
    started.add(start);
    remaining.put(start.trialId(), new ArrayDeque<>(script.apply(start)));
    attempts.put(start.trialId(), start.attempt());
    mostAtOnce = Math.max(mostAtOnce, remaining.size());
    play(start.trialId());
  }

  @Override
  public void answer(String trialId, Decision decision) {
    if (decision instanceof Decision.Continue) {
      play(trialId);
    } else {
      requestStop(trialId, decision.reason());
    }
  }

  @Override
  public void requestStop(String trialId, String reason) {
    if (remaining.remove(trialId) != null) {
      int attempt = attempts.get(trialId);
      events.put(
          switch (whenStopped) {
            case STOPS -> new TrialEvent.Stopped(trialId, attempt, null);
            case FAILS ->
                new TrialEvent.Failed(trialId, attempt, "clean-up failed", "trace of clean-up");
            case IS_LOST -> new TrialEvent.Lost(trialId, attempt, "node-b is gone");
          });
    }
  }

  @Override
  public void close() {
    remaining.clear();
  }

  private void play(String id) {
    Deque<Step> steps = remaining.get(id);
    int attempt = attempts.get(id);
    while (steps != null && !steps.isEmpty()) {
      Step step = steps.poll();
      if (step instanceof Step.Report report) {
        events.put(new TrialEvent.Reported(id, attempt, report.metrics(), report.checkpoint()));
        return;
      } else if (step instanceof Step.Log log) {
        events.put(
            new TrialEvent.MetricLogged(
                id, attempt, "training", log.key(), log.value(), log.extra()));
      } else if (step instanceof Step.Note note) {
        events.put(new TrialEvent.Noted(id, attempt, note.text()));
      } else if (step instanceof Step.Progress progress) {
        events.put(
            new TrialEvent.Progressed(id, attempt, "train", progress.current(), progress.total()));
      } else if (step instanceof Step.Do action) {
        action.action().run();
      } else if (step instanceof Step.Finish finish) {
        remaining.remove(id);
        events.put(
            new TrialEvent.Finished(id, attempt, finish.entryPoint(), finish.returned(), null));
      } else if (step instanceof Step.Fail fail) {
        remaining.remove(id);
        events.put(
            new TrialEvent.Failed(id, attempt, fail.message(), "trace of " + fail.message()));
      } else if (step instanceof Step.Lose lose) {
        remaining.remove(id);
        events.put(new TrialEvent.Lost(id, attempt, lose.message()));
      } else if (step instanceof Step.Hang) {
        return;
      }
    }
  }
}
