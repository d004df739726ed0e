package io.synapse.terminal;

import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEventCodec;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

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
    print(RunEventCodec.line(recorded));
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

  /** The summary as a JSON line of the event {@code summary}. */
  static final class SummaryJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SummaryJson() {}

    /** The line, without its end. */
    static String line(RunSummary summary) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("event", "summary");
      fields.put("run_id", summary.runId());
      fields.put("name", summary.name());
      fields.put("status", summary.status());
      fields.put("message", summary.message());
      fields.put("elapsed_s", summary.elapsed().toMillis() / 1000.0);
      summary.outcome().ifPresent(outcome -> addOutcome(outcome, fields));
      fields.put("failed_trials", summary.failures().size());
      summary.places().forEach((what, path) -> fields.put(what, path.toString()));
      return MAPPER.writeValueAsString(fields);
    }

    private static void addOutcome(RunSummary.BestResult outcome, Map<String, Object> fields) {
      fields.put("trial_id", outcome.trialId());
      fields.put("model_id", outcome.modelId().isPresent() ? outcome.modelId().getAsLong() : null);
      outcome.modelPath().ifPresent(path -> fields.put("model", path.toString()));
    }
  }
}
