/** {@code synapse store}. */
package io.synapse.cli.store;
