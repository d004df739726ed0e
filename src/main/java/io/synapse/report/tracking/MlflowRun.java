package io.synapse.report.tracking;

/**
 * A run on the server.
 *
 * @param id its id there
 * @param artifacts where its artifacts are, with {@link #ID} in place of the id; many runs share it
 */
record MlflowRun(String id, String artifacts) {

  static final String ID = "{run}";

  /** As the server gives it. */
  static MlflowRun at(String id, String artifactUri) {
    return new MlflowRun(id, artifactUri.replace(id, ID).intern());
  }

  /** Where its artifacts are. */
  String artifactUri() {
    return artifacts.replace(ID, id);
  }

  /** Where a run of MLflow stands, in MLflow's words. */
  enum MlflowStatus {
    RUNNING,
    FINISHED,
    FAILED,
    KILLED
  }
}
