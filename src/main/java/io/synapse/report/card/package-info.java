/** Model cards: what people are told of a model that leaves the store. */
package io.synapse.report.card;
