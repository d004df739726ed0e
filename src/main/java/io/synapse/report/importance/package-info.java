/** How much each hyperparameter mattered in a run. */
package io.synapse.report.importance;
