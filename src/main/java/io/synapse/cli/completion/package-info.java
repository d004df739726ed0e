/** Scripts that complete synapse's command line in bash, zsh and fish. */
package io.synapse.cli.completion;
