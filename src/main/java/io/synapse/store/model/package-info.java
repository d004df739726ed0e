/** The models of a store, their export and their origin. */
package io.synapse.store.model;
