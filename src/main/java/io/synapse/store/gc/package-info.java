/** What in a store can be deleted because nothing needs it. */
package io.synapse.store.gc;
