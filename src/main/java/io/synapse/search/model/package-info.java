/**
 * What model-based searches have in common: a search space as coordinates, a history as
 * observations, and the models' interface.
 */
package io.synapse.search.model;
