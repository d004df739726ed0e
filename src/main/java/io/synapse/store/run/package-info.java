/** The runs of a store. */
package io.synapse.store.run;
