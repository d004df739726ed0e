package io.synapse.bench.schedule;

import io.synapse.execute.EventSource;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialStart;
import io.synapse.run.Decision;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialEvent.EntryPoint;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;

/**
 * Trainings that go through recorded curves, each epoch of which takes its time by a simulated
 * clock; starting, stopping and going on from a checkpoint take none. Every report has a
 * checkpoint, of which there is only the name. Ends the run as soon as one of the wanted
 * configurations has been trained to the last epoch.
 */
final class SimulatedTrainings implements TrialExecutor, EventSource {

  private static final Path NO_FOLDER = Path.of("target", "no-such-folder");

  /** How many epochs were trained, and how long that took by the simulated clock. */
  record Spent(long epochs, double seconds) {}

  /** The end of an epoch of an attempt. */
  private record EpochEnd(Instant when, long order, Training training) {}

  /** An attempt: how many epochs the model has had. */
  private record Training(String trialId, int attempt, int row, int epochs) {}

  private final Curves curves;
  private final Set<Integer> wanted;
  private final SimulatedClock clock;
  private final Map<String, Training> running = new HashMap<>();
  private final Queue<TrialEvent> now = new ArrayDeque<>();
  private final Queue<EpochEnd> later =
      new PriorityQueue<>(Comparator.comparing(EpochEnd::when).thenComparingLong(EpochEnd::order));
  private long order;
  private long epochs;
  private boolean found;
  private Optional<Spent> reached = Optional.empty();

  /**
   * Trainings of one run.
   *
   * @param curves what they go through
   * @param wanted the rows of which one ends the run
   * @param clock is moved on
   */
  SimulatedTrainings(Curves curves, Set<Integer> wanted, SimulatedClock clock) {
    this.curves = curves;
    this.wanted = wanted;
    this.clock = clock;
  }

  /** What was spent so far. */
  Spent spent() {
    return new Spent(epochs, clock.elapsed().toNanos() / 1e9);
  }

  /** What was spent when a trial first reported a loss as good as those of the best in the end. */
  Optional<Spent> reached() {
    return reached;
  }

  /** Whether one of the wanted configurations has been trained to the last epoch. */
  boolean hasFound() {
    return found;
  }

  @Override
  public List<TrialEvent> await(Duration atMost) {
    if (now.isEmpty() && !atMost.isZero()) {
      endEpoch();
    }
    List<TrialEvent> events = List.copyOf(now);
    now.clear();
    return events;
  }

  private void endEpoch() {
    EpochEnd next = later.poll();
    // An attempt that was stopped meanwhile never ends its epoch.
    while (next != null && !next.training().equals(running.get(next.training().trialId()))) {
      next = later.poll();
    }
    if (next == null) {
      throw new IllegalStateException("the tuner waits, and nothing is running");
    }
    clock.moveTo(next.when());
    report(next.training());
  }

  private void report(Training before) {
    Training training =
        new Training(before.trialId(), before.attempt(), before.row(), before.epochs() + 1);
    running.put(training.trialId(), training);
    epochs++;
    Path checkpoint = NO_FOLDER.resolve(training.trialId() + "_" + training.epochs());
    double loss = curves.loss(training.row(), training.epochs());
    now.add(
        new TrialEvent.Reported(
            training.trialId(),
            training.attempt(),
            Map.of(Replay.OBJECTIVE.metric(), loss),
            checkpoint));
    if (reached.isEmpty() && loss <= curves.goal()) {
      reached = Optional.of(spent());
    }
    if (training.epochs() == curves.epochs() && wanted.contains(training.row())) {
      found = true;
      now.add(new TrialEvent.Interrupted("found"));
    }
  }

  @Override
  public void start(TrialStart start) {
    long epochsBefore = start.checkpoint().map(SavedCheckpoint::trainingIteration).orElse(0L);
    int row = DigitsGrid.row(start.config());
    proceed(new Training(start.trialId(), start.attempt(), row, Math.toIntExact(epochsBefore)));
  }

  private void proceed(Training training) {
    running.put(training.trialId(), training);
    Duration epoch = Duration.ofNanos(Math.round(curves.milliseconds(training.row()) * 1e6));
    later.add(new EpochEnd(clock.instant().plus(epoch), order++, training));
  }

  @Override
  public void answer(String trialId, Decision decision) {
    Training training = running.get(trialId);
    if (!(decision instanceof Decision.Continue)) {
      requestStop(trialId, decision.reason());
    } else if (training.epochs() < curves.epochs()) {
      proceed(training);
    } else {
      running.remove(trialId);
      now.add(new TrialEvent.Finished(trialId, training.attempt(), EntryPoint.TUNE, null, null));
    }
  }

  @Override
  public void requestStop(String trialId, String reason) {
    Training stopped = running.remove(trialId);
    if (stopped != null) {
      now.add(new TrialEvent.Stopped(trialId, stopped.attempt(), null));
    }
  }

  @Override
  public void close() {
    running.clear();
  }
}
