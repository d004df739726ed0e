/** The views of a run in a terminal, a pipe or a file. */
package io.synapse.terminal;
