package io.synapse.report.tracking;

import java.util.ArrayList;
import java.util.List;

/** Names of tags on the server. */
final class RunTags {

  /** Which run of synapse it is; only the run of a whole job has it. */
  static final String RUN = "synapse.run_id";

  /** Which trial it is; only the run of a trial has it. */
  static final String TRIAL = "synapse.trial_id";

  /** The configuration that the trial ended with, where it is not that of its parameters. */
  static final String CONFIG = "synapse.config";

  /** MLflow's own: below which run this one is shown. */
  static final String PARENT = "mlflow.parentRunId";

  private RunTags() {}

  /**
   * The tags that a run is made with.
   *
   * @param identity those by which it is found again
   */
  static List<LoggedItem> ofNew(List<LoggedItem> identity) {
    List<LoggedItem> tags = new ArrayList<>(identity);
    tags.add(LoggedItem.tag("mlflow.user", System.getProperty("user.name", "")));
    tags.add(LoggedItem.tag("mlflow.source.type", "LOCAL"));

    return tags;
  }
}
