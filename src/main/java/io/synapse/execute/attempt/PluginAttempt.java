package io.synapse.execute.attempt;

import io.synapse.api.Checkpoint;
import io.synapse.api.Dataset;
import io.synapse.api.Hyperparameters;
import io.synapse.api.TrialStoppedException;
import io.synapse.execute.FailureText;
import io.synapse.execute.TrialStart;
import io.synapse.files.FileTree;
import io.synapse.plugin.JavaPlugin;
import io.synapse.run.Decision;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One attempt on its thread: calls the plugin and says once how it ended. */
public final class PluginAttempt {

  /** Chains of causes may go round in a circle. */
  private static final int DEEPEST_CAUSE = 100;

  private final AttemptSettings settings;
  private final TrialStart start;
  private final FinalModel model;
  private final Consumer<TrialEvent> publish;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AttemptRun run;

  /**
   * An attempt that has not begun.
   *
   * @param settings what it shares with others
   * @param start what to run
   * @param publish takes everything that happens, on the thread on which it happens
   */
  public PluginAttempt(AttemptSettings settings, TrialStart start, Consumer<TrialEvent> publish) {
    this.settings = settings;
    this.start = start;
    this.model = new FinalModel(start.trialFolder());
    this.publish = publish;
    this.run = new AttemptRun(start, settings.tuning(), this::publishUnlessEnded);
  }

  /** Runs the plugin to its end and says how it ended; throws nothing. */
  public void execute() {
    Path ownCopy = start.trialFolder().resolve("checkpoint-in-" + start.attempt());
    try {
      end(run(ownCopy));
    } catch (Throwable e) {
      end(run.isStopping() && causedByStop(e) ? stopped() : failed(e));
    } finally {
      run.close();
      deleteQuietly(ownCopy);
    }
  }

  private TrialEvent run(Path ownCopy) throws Exception {
    PluginCall.Returned returned =
        run.limited(
            PluginCall.call(
                settings.plugin(),
                run,
                settings.dataset(),
                new Hyperparameters(start.config().values()),
                checkpoint(ownCopy)));
    Optional<Path> left = model.of(returned, run.lastReport(), run.checkpointOutput());
    return new TrialEvent.Finished(
        start.trialId(),
        start.attempt(),
        returned.entryPoint(),
        returned.value(),
        left.orElse(null));
  }

  /** Answers the oldest report that waits; see {@link io.synapse.execute.TrialExecutor#answer}. */
  public void answer(Decision decision) {
    run.answer(decision);
  }

  /** Asks the plugin to end at its next call on the run. */
  public void stop(String reason) {
    run.stop(reason);
  }

  /** Gives the attempt up when it is still running. */
  public void abandon(Duration grace) {
    String message = overdue(grace, run.stopReason()) + "; its thread is left to itself";
    end(new TrialEvent.Failed(start.trialId(), start.attempt(), message, message));
  }

  /** What is said of an attempt that ignores its stop. */
  public static String overdue(Duration grace, String stopReason) {
    return "did not end within %s after it was asked to stop (%s)"
        .formatted(FailureText.seconds(grace), stopReason);
  }

  private Checkpoint checkpoint(Path ownCopy) throws IOException {
    Optional<Path> source = start.checkpoint().map(SavedCheckpoint::path).or(settings::startModel);
    if (source.isEmpty()) {
      return null;
    }
    FileTree.delete(ownCopy);
    Files.createDirectories(start.trialFolder());
    FileTree.copyWhole(source.get(), ownCopy);
    return Checkpoint.fromDirectory(ownCopy);
  }

  /** The plugin let the stop pass. A model that cannot be found then is none. */
  private TrialEvent stopped() {
    try {
      Optional<Path> left = model.ofStopped(run.lastReport(), run.checkpointOutput());
      return new TrialEvent.Stopped(start.trialId(), start.attempt(), left.orElse(null));
    } catch (UncheckedIOException e) {
      return failed(e);
    }
  }

  private TrialEvent failed(Throwable thrown) {
    return new TrialEvent.Failed(
        start.trialId(), start.attempt(), line(thrown), FailureText.trace(thrown));
  }

  /** Where memory ran out, that is what a person has to know. */
  private static String line(Throwable thrown) {
    return cause(thrown, OutOfMemoryError.class)
        .filter(memory -> memory != thrown)
        .map(FailureText::lastLine)
        .map(memory -> memory + " (wrapped in " + thrown.getClass().getSimpleName() + ")")
        .orElseGet(() -> FailureText.lastLine(thrown));
  }

  private static boolean causedByStop(Throwable thrown) {
    return cause(thrown, TrialStoppedException.class).isPresent();
  }

  /** A plugin may wrap what its calls throw. */
  private static Optional<Throwable> cause(Throwable thrown, Class<? extends Throwable> type) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (type.isInstance(cause)) {
        return Optional.of(cause);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private void publishUnlessEnded(TrialEvent event) {
    if (!ended.get()) {
      publish.accept(event);
    }
  }

  private void end(TrialEvent event) {
    if (ended.compareAndSet(false, true)) {
      publish.accept(event);
    }
  }

  private static void deleteQuietly(Path ownCopy) {
    try {
      FileTree.delete(ownCopy);
    } catch (IOException e) {
      // The copy is the plugin's; a file it still holds open is no failure of the trial.
      org.slf4j.LoggerFactory.getLogger(PluginAttempt.class)
          .warn("could not delete {}", ownCopy, e);
    }
  }

  /**
   * What all attempts in one process share.
   *
   * @param plugin makes an instance for every attempt
   * @param dataset the prepared data set
   * @param startModel files of the model that every trial starts from, when the job names one
   * @param tuning whether the trials are those of a tuning job
   */
  public record AttemptSettings(
      JavaPlugin plugin, Dataset dataset, Optional<Path> startModel, boolean tuning) {}
}
