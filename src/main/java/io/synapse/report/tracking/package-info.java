/**
 * A run on a tracking server of MLflow: its journal translated into MLflow's runs, and sent. {@link
 * io.synapse.report.tracking.Tracker} follows a run that goes on, {@link
 * io.synapse.report.tracking.RunSender} sends what a journal holds.
 *
 * <p>The journal is the spool: what a server has not got yet stays in it, and {@code
 * tracking.jsonl} beside it says how far the server has come.
 */
package io.synapse.report.tracking;
