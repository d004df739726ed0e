/** The local store of data sets, models and runs. */
package io.synapse.store;
