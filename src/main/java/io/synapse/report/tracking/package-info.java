/** Runs on an MLflow tracking server. */
package io.synapse.report.tracking;
