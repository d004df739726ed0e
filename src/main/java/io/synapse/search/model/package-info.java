/**
 * The parts that model-based searches share: search spaces as coordinates and histories as
 * observations.
 */
package io.synapse.search.model;
