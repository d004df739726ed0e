/** {@code synapse completion}: scripts that complete the command line in shells. */
package io.synapse.cli.completion;
