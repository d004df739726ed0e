/** Distributions, the search space, and the configuration of one trial. */
package io.synapse.space;
