package io.synapse.report.record;

import java.util.Map;

/** Takes in the lines of a journal about one trial, in their order. */
interface TrialLines {

  /**
   * The next line.
   *
   * @param event the journal's name of what happened; unknown ones are passed over
   */
  void apply(String event, Map<String, Object> line);
}
