/**
 * Each trial's files for other tools, in Ray Tune's layout: {@code params.json}, {@code
 * result.json}, {@code progress.csv} and TensorBoard's event files. {@link
 * io.synapse.report.files.TrialFilesWriter} is all that others use.
 *
 * <p>They show what counts: what an attempt reported after the checkpoint that its successor goes
 * on from is taken out of them again.
 */
package io.synapse.report.files;
