/** Each trial's files for other tools: those of Ray Tune, and TensorBoard's event files. */
package io.synapse.report.files;
