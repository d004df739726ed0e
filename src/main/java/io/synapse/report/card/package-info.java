/** Model cards: what people need to know of a model that leaves the store. */
package io.synapse.report.card;
