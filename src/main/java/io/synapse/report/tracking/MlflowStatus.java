package io.synapse.report.tracking;

/** Where a run of MLflow stands, in MLflow's words. */
enum MlflowStatus {
  RUNNING,
  FINISHED,
  FAILED,
  KILLED
}
