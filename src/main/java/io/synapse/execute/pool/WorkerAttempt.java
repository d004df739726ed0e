package io.synapse.execute.pool;

import io.synapse.execute.TrialStart;
import io.synapse.protocol.DriverMessage;
import io.synapse.run.Decision;
import io.synapse.run.SavedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * An attempt that a worker is given.
 *
 * @param logStart where in the trial's log its output begins
 */
public record WorkerAttempt(TrialStart start, long logStart) {

  /** An attempt whose output will follow what its log holds already. */
  public WorkerAttempt(TrialStart start) {
    this(start, sizeOf(logOf(start)));
  }

  /** Takes what the worker prints. */
  public Path log() {
    return logOf(start);
  }

  /** Whether a message is about it. */
  public boolean is(String trialId, int attempt) {
    return start.trialId().equals(trialId) && start.attempt() == attempt;
  }

  /** The message that starts it. */
  public DriverMessage.Run run() {
    return new DriverMessage.Run(
        start.trialId(),
        start.attempt(),
        start.config().values(),
        start.checkpoint().map(WorkerAttempt::checkpoint).orElse(null),
        start.trialFolder().toString(),
        start.seed());
  }

  /** The message that answers its report. */
  public DriverMessage.DecisionMessage answer(Decision decision) {
    return new DriverMessage.DecisionMessage(
        start.trialId(), start.attempt(), action(decision), decision.reason());
  }

  /** The message that asks it to end. */
  public DriverMessage.Stop stop(String reason) {
    return new DriverMessage.Stop(start.trialId(), start.attempt(), reason);
  }

  private static String action(Decision decision) {
    return decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static DriverMessage.StartCheckpoint checkpoint(SavedCheckpoint saved) {
    return new DriverMessage.StartCheckpoint(
        saved.path().toString(), saved.trainingIteration(), saved.metrics());
  }

  private static Path logOf(TrialStart start) {
    return start.trialFolder().resolve("stdout.log");
  }

  private static long sizeOf(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }
}
