package io.synapse.run;

/**
 * Where a run's events are kept so that it can be resumed. A failure of the journal ends the run;
 * implementations throw {@link io.synapse.problem.OperationFailedException} with a remedy. Called
 * on one thread.
 */
public interface Journal extends AutoCloseable {

  /** Adds an event. It need not be on disk before {@link #flush()}. */
  void append(RecordedEvent event);

  /** Hands everything appended to the operating system: a killed process loses nothing of it. */
  void flush();

  /** Makes everything flushed survive a power failure. */
  void sync();

  @Override
  void close();
}
