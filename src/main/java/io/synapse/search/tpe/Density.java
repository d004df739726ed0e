package io.synapse.search.tpe;

/** The density of observations along some coordinates. */
interface Density {

  /** The logarithm of the density; of countable values, of the probability. */
  double logDensity(double[] point);
}
