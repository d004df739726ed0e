package io.synapse.tune;

import io.synapse.execute.EventSource;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialStart;
import io.synapse.run.Decision;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialEvent.EntryPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Trials that report a curve, step after step, until they are told otherwise. What happens next is
 * drawn from everything that may happen, so that every order of events comes up.
 */
final class ScriptedCurves implements TrialExecutor, EventSource {

  /** A trial's curves. */
  @FunctionalInterface
  interface Curve {

    /**
     * What a trial reports.
     *
     * @param number the trial's
     * @param iteration from 1
     */
    Map<String, Object> at(int number, long iteration);
  }

  /**
   * How the trials go.
   *
   * @param curve what they report
   * @param length after how many reports a plugin returns
   * @param checkpointEvery how many reports lie between two checkpoints; 0 for none
   * @param fails whether an attempt fails in place of a report
   * @param checkpoint a checkpoint's folder by its name
   */
  record Script(
      Curve curve,
      long length,
      int checkpointEvery,
      Failures fails,
      UnaryOperator<Path> checkpoint) {}

  /** Where attempts fail. */
  @FunctionalInterface
  interface Failures {

    boolean at(int number, int attempt, long iteration);
  }

  private static final int MOST_STEPS = 2_000_000;

  private final Script script;
  private final RandomGenerator order;
  private final TreeMap<String, Attempt> attempts = new TreeMap<>();
  private int steps;

  ScriptedCurves(Script script, RandomGenerator order) {
    this.script = script;
    this.order = order;
  }

  private static final class Attempt {
    private final TrialStart start;
    private long iteration;
    private boolean waits;
    private boolean stopped;

    Attempt(TrialStart start) {
      this.start = start;
      this.iteration = start.checkpoint().map(SavedCheckpoint::trainingIteration).orElse(0L);
    }

    int number() {
      return Integer.parseInt(start.trialId().substring(9));
    }
  }

  @Override
  public void start(TrialStart start) {
    if (attempts.containsKey(start.trialId())) {
      throw new IllegalStateException(start.trialId() + " is running already");
    }
    attempts.put(start.trialId(), new Attempt(start));
  }

  @Override
  public void answer(String trialId, Decision decision) {
    Attempt attempt = attempts.get(trialId);
    attempt.waits = false;
    attempt.stopped |= !(decision instanceof Decision.Continue);
  }

  @Override
  public void requestStop(String trialId, String reason) {
    Attempt attempt = attempts.get(trialId);
    if (attempt != null) {
      attempt.stopped = true;
    }
  }

  @Override
  public void close() {}

  @Override
  public List<TrialEvent> await(Duration atMost) {
    List<Attempt> ready = new ArrayList<>();
    attempts.values().stream().filter(each -> !each.waits || each.stopped).forEach(ready::add);
    if (ready.isEmpty() && !atMost.isZero()) {
      throw new IllegalStateException("nothing can happen any more: every trial waits");
    }
    List<TrialEvent> events = new ArrayList<>();
    int most = 1 + order.nextInt(3);
    while (events.size() < most && !ready.isEmpty()) {
      events.add(step(ready.remove(order.nextInt(ready.size()))));
    }
    return events;
  }

  /** The place of one of the running attempts is gone, if there are any. */
  Optional<TrialEvent> loseOne() {
    if (attempts.isEmpty()) {
      return Optional.empty();
    }
    List<Attempt> running = List.copyOf(attempts.values());
    Attempt lost = running.get(order.nextInt(running.size()));
    attempts.remove(lost.start.trialId());
    return Optional.of(
        new TrialEvent.Lost(lost.start.trialId(), lost.start.attempt(), "node-b is gone"));
  }

  private TrialEvent step(Attempt attempt) {
    if (++steps > MOST_STEPS) {
      throw new IllegalStateException("there is no end to it");
    }
    String id = attempt.start.trialId();
    int number = attempt.start.attempt();
    if (attempt.stopped) {
      attempts.remove(id);
      return new TrialEvent.Stopped(id, number, null);
    }
    if (attempt.iteration >= script.length()) {
      attempts.remove(id);
      return new TrialEvent.Finished(id, number, EntryPoint.TUNE, null, null);
    }
    attempt.iteration++;
    if (script.fails().at(attempt.number(), number, attempt.iteration)) {
      attempts.remove(id);
      return new TrialEvent.Failed(id, number, "failed as planned", "trace");
    }
    attempt.waits = true;
    Map<String, Object> metrics =
        new LinkedHashMap<>(script.curve().at(attempt.number(), attempt.iteration));
    return new TrialEvent.Reported(id, number, metrics, checkpoint(attempt));
  }

  private Path checkpoint(Attempt attempt) {
    boolean saves =
        script.checkpointEvery() > 0 && attempt.iteration % script.checkpointEvery() == 0;
    String name = attempt.start.attempt() + "-" + attempt.iteration;
    return saves
        ? script.checkpoint().apply(Path.of(attempt.start.trialId(), "checkpoints", name))
        : null;
  }
}
