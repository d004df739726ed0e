package io.synapse.space;

import io.synapse.space.Distribution.QuantileInterval;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.hipparchus.distribution.continuous.NormalDistribution;

/**
 * Normally distributed real numbers without bounds: {@code randn}, {@code qrandn}.
 *
 * @param mean the mean
 * @param sd the standard deviation, above 0
 * @param step the step of {@code qrandn}
 */
public record Normal(double mean, double sd, Optional<Step> step) implements Numeric {

  private static final NormalDistribution STANDARD = new NormalDistribution();

  /** About 8 standard deviations; beyond them a share is no different from 0 or 1. */
  private static final double LEAST_SHARE = 1e-15;

  /** Checks the parameters. */
  public Normal {
    if (!Double.isFinite(mean) || !Double.isFinite(sd) || sd <= 0) {
      throw new IllegalArgumentException("no normal law with mean " + mean + " and sd " + sd);
    }
  }

  @Override
  public String type() {
    return step.isPresent() ? "qrandn" : "randn";
  }

  @Override
  public Double sample(RandomGenerator random) {
    return quantized(mean + sd * random.nextGaussian());
  }

  private double quantized(double drawn) {
    double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, drawn));
    return step.map(found -> Step.Multiples.nearest(finite, found.size())).orElse(finite);
  }

  @Override
  public Double quantile(double share) {
    double within = Math.max(LEAST_SHARE, Math.min(1 - LEAST_SHARE, share));
    return quantized(mean + sd * STANDARD.inverseCumulativeProbability(within));
  }

  @Override
  public QuantileInterval shares(Object value) {
    double real = normalise(value);
    double half = step.map(found -> found.size().doubleValue() / 2).orElse(0.0);
    return QuantileInterval.of(share(real - half), share(real + half));
  }

  private double share(double real) {
    return STANDARD.cumulativeProbability((real - mean) / sd);
  }

  @Override
  public boolean contains(Object value) {
    if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      return false;
    }
    double real = number.doubleValue();
    return step.map(Step::size)
        .map(size -> Step.Multiples.isNear(real, Step.Multiples.nearest(real, size), size))
        .orElse(true);
  }

  @Override
  public Double normalise(Object value) {
    if (!contains(value)) {
      throw new IllegalArgumentException("must be " + rule() + ", and is " + value);
    }
    double real = ((Number) value).doubleValue();
    return step.map(found -> Step.Multiples.nearest(real, found.size())).orElse(real);
  }

  @Override
  public Double nearest(double number) {
    return quantized(number);
  }

  @Override
  public OptionalDouble spacing() {
    return step.stream().mapToDouble(found -> found.size().doubleValue()).findFirst();
  }

  @Override
  public OptionalLong cardinality() {
    return OptionalLong.empty();
  }

  @Override
  public Double valueAt(long index) {
    throw new IllegalStateException("values of " + type() + " are not countable");
  }

  @Override
  public Optional<Step> effectiveStep() {
    return step;
  }

  @Override
  public String description() {
    String law = type() + " mean " + Decimals.text(mean) + " sd " + Decimals.text(sd);
    return law + step.map(found -> " " + found).orElse("");
  }

  @Override
  public String rule() {
    return step.map(found -> "a multiple of " + Decimals.text(found.size()))
        .orElse("a finite number");
  }
}
