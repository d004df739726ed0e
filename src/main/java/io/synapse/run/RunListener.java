package io.synapse.run;

/**
 * Receives everything that happens in a run: the terminal's views, the log. Called on the thread
 * that runs the job, one call at a time, so it has to be quick. What it throws is logged and
 * dropped.
 */
public interface RunListener extends AutoCloseable {

  /** Something happened; it is in the journal already. */
  void onEvent(RecordedEvent event);

  /**
   * Receives, when a run is resumed, what an earlier process did, in brief: the plan, and where
   * each trial stands.
   */
  default void onReplay(RecordedEvent event) {
    onEvent(event);
  }

  /** The run has ended, in whatever way: gives back the terminal or the file. */
  @Override
  default void close() {}
}
