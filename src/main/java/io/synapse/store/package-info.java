/**
 * The local registry: data sets, models and runs in one folder that several processes may use at
 * once, and the journal of a run on disk.
 */
package io.synapse.store;
