/** The registry's database, and the entries that are a row in it and a folder beside it. */
package io.synapse.store.registry;
