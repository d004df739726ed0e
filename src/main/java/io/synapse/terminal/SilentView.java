package io.synapse.terminal;

import io.synapse.tune.RecordedEvent;

/** Shows nothing. */
final class SilentView implements RunView {

  @Override
  public void onEvent(RecordedEvent event) {}

  @Override
  public void close() {}

  @Override
  public void summarize(RunSummary summary) {}
}
