/** Plugins: found, loaded, and checked against their hyperparameter schema. */
package io.synapse.plugin;
