/** Gaussian processes over mixed search spaces, and what is asked of them. */
package io.synapse.search.gp;
