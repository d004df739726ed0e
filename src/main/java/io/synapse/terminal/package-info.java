/** What a person or a script sees of a run, on standard error: live, plain, JSON lines, nothing. */
package io.synapse.terminal;
