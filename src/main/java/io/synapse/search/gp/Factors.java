package io.synapse.search.gp;

/** The factors of one set of kernel parameters, kept while these are the same object. */
final class Factors {

  private final KernelParameters parameters;
  private final Matern kernel;
  private final CovarianceFactor noisy;
  private final CovarianceFactor plain;

  private static final double JITTER = 1e-7;

  Factors(boolean[] categorical, KernelParameters parameters) {
    this.parameters = parameters;
    this.kernel = new Matern(categorical, parameters);
    this.noisy = new CovarianceFactor(kernel, parameters.noise());
    this.plain = new CovarianceFactor(kernel, JITTER * parameters.amplitude());
  }

  KernelParameters parameters() {
    return parameters;
  }

  Matern kernel() {
    return kernel;
  }

  /** Of the covariance of what is observed. */
  CovarianceFactor noisy() {
    return noisy;
  }

  /** Of the covariance of the function itself. */
  CovarianceFactor plain() {
    return plain;
  }
}
