package io.synapse.terminal;

import io.synapse.run.RunListener;

/**
 * Shows a run on standard error while it is running, and its result afterwards. Events come on one
 * thread; {@link #close()} may be called from any thread, a shutdown hook's included, and more than
 * once. Nothing that befalls standard error (closed, a broken pipe) is ever thrown.
 */
public interface RunView extends RunListener {

  /** Gives the terminal back as it was, with the cursor on a fresh line. */
  @Override
  void close();

  /** Prints how the run ended. Call it after {@link #close()}. */
  void summarize(RunSummary summary);
}
