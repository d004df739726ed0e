package io.synapse.terminal;

import io.synapse.tune.RecordedEvent;
import io.synapse.tune.RunEventJson;
import java.io.PrintStream;

/** One JSON object for each event, in UTF-8, as the journal has it, and a last one for the end. */
final class JsonLinesView implements RunView {

  private final PrintStream output;

  /**
   * A view.
   *
   * @param output encodes in UTF-8
   */
  JsonLinesView(PrintStream output) {
    this.output = output;
  }

  @Override
  public void onEvent(RecordedEvent recorded) {
    print(RunEventJson.line(recorded));
  }

  /** Who reads lines has read these. */
  @Override
  public void onReplay(RecordedEvent recorded) {}

  @Override
  public void close() {
    output.flush();
  }

  @Override
  public void summarize(RunSummary summary) {
    print(SummaryJson.line(summary));
  }

  private void print(String line) {
    // Not println: a line ends in a newline here whatever the platform's own line end is.
    output.print(line + "\n");
    output.flush();
  }
}
