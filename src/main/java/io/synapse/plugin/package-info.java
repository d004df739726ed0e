/** Finding and loading plugins, and the schema of their hyperparameters. */
package io.synapse.plugin;
