/** {@code synapse plugin}. */
package io.synapse.cli.plugin;
