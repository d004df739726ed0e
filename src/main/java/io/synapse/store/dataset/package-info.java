/** The data sets of a store. */
package io.synapse.store.dataset;
