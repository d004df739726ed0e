/** {@code synapse train}, and the other commands that read a job file. */
package io.synapse.cli.train;
