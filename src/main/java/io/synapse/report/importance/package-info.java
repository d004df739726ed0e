/** Which hyperparameters mattered. */
package io.synapse.report.importance;
