/** Gaussian processes and their acquisition functions. */
package io.synapse.search.gp;
