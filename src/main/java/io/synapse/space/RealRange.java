package io.synapse.space;

import io.synapse.space.Distribution.QuantileInterval;
import io.synapse.space.Scale.RangeDescription;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Real numbers between two bounds: {@code uniform}, {@code quniform}, {@code loguniform}, {@code
 * qloguniform}.
 *
 * @param min the least value; above 0 on a log scale
 * @param max the greatest value, at least {@code min}
 * @param scale how values are spread
 * @param step the step of the q types; at least one multiple of it lies within the bounds
 */
public record RealRange(double min, double max, Scale scale, Optional<Step> step)
    implements Numeric {

  /** Checks the bounds and the step. */
  public RealRange {
    if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
      throw new IllegalArgumentException("no range from " + min + " to " + max);
    }
    if (scale instanceof Scale.Log && min <= 0) {
      throw new IllegalArgumentException("a log range must be above 0, and starts at " + min);
    }
    if (step.isPresent() && Step.Multiples.between(min, max, step.get().size()).isEmpty()) {
      throw new IllegalArgumentException(
          "no multiple of " + step.get().size() + " from " + min + " to " + max);
    }
  }

  @Override
  public String type() {
    String plain = scale instanceof Scale.Log ? "loguniform" : "uniform";
    return step.isPresent() ? "q" + plain : plain;
  }

  @Override
  public Double sample(RandomGenerator random) {
    return quantile(random.nextDouble());
  }

  @Override
  public Double quantile(double share) {
    return multiples()
        .map(grid -> grid.nearest(at(share, grid.lowerEdge(), grid.upperEdge())))
        .orElseGet(() -> at(share, min, max));
  }

  @Override
  public QuantileInterval shares(Object value) {
    double real = normalise(value);
    if (min == max) {
      return QuantileInterval.ALL;
    }
    return multiples().map(grid -> sharesOfMultiple(real, grid)).orElseGet(() -> sharesOf(real));
  }

  private QuantileInterval sharesOf(double real) {
    double share = share(real, min, max);
    return QuantileInterval.of(share, share);
  }

  private QuantileInterval sharesOfMultiple(double real, Step.Multiples grid) {
    double half = grid.step().doubleValue() / 2;
    double low = grid.lowerEdge();
    double high = grid.upperEdge();
    return QuantileInterval.of(share(real - half, low, high), share(real + half, low, high));
  }

  @Override
  public boolean contains(Object value) {
    if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      return false;
    }
    double real = number.doubleValue();
    return multiples()
        .map(grid -> Step.Multiples.isNear(real, grid.nearest(real), grid.step()))
        .orElse(real >= min && real <= max);
  }

  @Override
  public Double normalise(Object value) {
    if (!contains(value)) {
      throw new IllegalArgumentException("must be " + rule() + ", and is " + value);
    }
    double real = ((Number) value).doubleValue();
    return multiples().map(grid -> grid.nearest(real)).orElse(real);
  }

  @Override
  public Double nearest(double number) {
    return multiples()
        .map(grid -> grid.nearest(number))
        .orElseGet(() -> Math.max(min, Math.min(max, number)));
  }

  @Override
  public OptionalDouble spacing() {
    return step.stream().mapToDouble(found -> found.size().doubleValue()).findFirst();
  }

  @Override
  public OptionalLong cardinality() {
    if (min == max) {
      return OptionalLong.of(1);
    }
    return multiples().stream().mapToLong(Step.Multiples::size).findFirst();
  }

  @Override
  public Double valueAt(long index) {
    return min == max
        ? (Double) min
        : multiples()
            .map(grid -> grid.at(index))
            .orElseThrow(
                () -> new IllegalStateException("values of " + type() + " are not countable"));
  }

  @Override
  public Optional<Step> effectiveStep() {
    return step;
  }

  @Override
  public String description() {
    return RangeDescription.ofRange(type(), Decimals.text(min), Decimals.text(max), scale, step);
  }

  @Override
  public String rule() {
    return multiples()
        .map(
            grid ->
                "a multiple of %s from %s to %s"
                    .formatted(
                        Decimals.text(grid.step()),
                        Decimals.text(grid.least()),
                        Decimals.text(grid.greatest())))
        .orElse("a number from " + Decimals.text(min) + " to " + Decimals.text(max));
  }

  private Optional<Step.Multiples> multiples() {
    return step.map(found -> Step.Multiples.between(min, max, found.size()));
  }

  private double at(double share, double low, double high) {
    if (scale instanceof Scale.Linear) {
      return between(low, high, share);
    }
    // Half the least step above 0 may be too small for a double.
    double least = Math.max(Double.MIN_VALUE, low);
    double drawn = Math.exp(between(Math.log(least), Math.log(high), share));
    return Math.min(high, Math.max(least, drawn));
  }

  /** The reverse of {@link #at}. */
  private double share(double real, double low, double high) {
    if (scale instanceof Scale.Linear) {
      // Halves, as the difference of two large bounds may overflow.
      return (real / 2 - low / 2) / (high / 2 - low / 2);
    }
    double start = Math.log(Math.max(Double.MIN_VALUE, low));
    double at = Math.log(Math.max(Double.MIN_VALUE, real));
    return (at - start) / (Math.log(high) - start);
  }

  /** Weighted so, the difference of two large bounds cannot overflow. */
  private static double between(double low, double high, double share) {
    return Math.min(high, Math.max(low, low * (1 - share) + high * share));
  }
}
