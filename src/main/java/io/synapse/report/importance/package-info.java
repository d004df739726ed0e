/** Estimates how much each hyperparameter mattered. */
package io.synapse.report.importance;
