/** {@code synapse runs}: stored runs listed, shown, compared, reported, tracked and imported. */
package io.synapse.cli.runs;
