package io.synapse.execute.process;

import io.synapse.execute.TrialStart;
import io.synapse.protocol.DriverMessage;
import io.synapse.trial.Decision;
import io.synapse.trial.SavedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** An attempt that a worker is given. */
record WorkerAttempt(TrialStart start, long logStart) {

  WorkerAttempt(TrialStart start) {
    this(start, sizeOf(logOf(start)));
  }

  Path log() {
    return logOf(start);
  }

  boolean is(String trialId, int attempt) {
    return start.trialId().equals(trialId) && start.attempt() == attempt;
  }

  DriverMessage.Run run() {
    return new DriverMessage.Run(
        start.trialId(),
        start.attempt(),
        start.config().values(),
        start.checkpoint().map(WorkerAttempt::checkpoint).orElse(null),
        start.trialFolder().toString(),
        start.seed());
  }

  DriverMessage.Decision answer(Decision decision) {
    return new DriverMessage.Decision(
        start.trialId(), start.attempt(), action(decision), decision.reason());
  }

  DriverMessage.Stop stop(String reason) {
    return new DriverMessage.Stop(start.trialId(), start.attempt(), reason);
  }

  private static String action(Decision decision) {
    return decision.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static DriverMessage.Checkpoint checkpoint(SavedCheckpoint saved) {
    return new DriverMessage.Checkpoint(
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
