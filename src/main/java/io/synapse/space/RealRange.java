package io.synapse.space;

import java.util.Optional;
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
    implements Distribution {

  /** Checks the bounds and the step. */
  public RealRange {
    if (!Double.isFinite(min) || !Double.isFinite(max) || min > max) {
      throw new IllegalArgumentException("no range from " + min + " to " + max);
    }
    if (scale instanceof Scale.Log && min <= 0) {
      throw new IllegalArgumentException("a log range must be above 0, and starts at " + min);
    }
    if (step.isPresent() && Multiples.between(min, max, step.get().size()).isEmpty()) {
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
    return multiples()
        .map(grid -> grid.nearest(draw(random, grid.lowerEdge(), grid.upperEdge())))
        .orElseGet(() -> draw(random, min, max));
  }

  @Override
  public boolean contains(Object value) {
    if (!(value instanceof Number number) || !Double.isFinite(number.doubleValue())) {
      return false;
    }
    double real = number.doubleValue();
    return multiples()
        .map(grid -> Multiples.isNear(real, grid.nearest(real), grid.step()))
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
  public OptionalLong cardinality() {
    if (min == max) {
      return OptionalLong.of(1);
    }
    return multiples().stream().mapToLong(Multiples::size).findFirst();
  }

  @Override
  public Optional<Step> effectiveStep() {
    return step;
  }

  @Override
  public String description() {
    return Descriptions.ofRange(type(), Decimals.text(min), Decimals.text(max), scale, step);
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

  private Optional<Multiples> multiples() {
    return step.map(found -> Multiples.between(min, max, found.size()));
  }

  private double draw(RandomGenerator random, double low, double high) {
    double share = random.nextDouble();
    if (scale instanceof Scale.Linear) {
      return between(low, high, share);
    }
    // Half the least step above 0 may be too small for a double.
    double least = Math.max(Double.MIN_VALUE, low);
    double drawn = Math.exp(between(Math.log(least), Math.log(high), share));
    return Math.min(high, Math.max(least, drawn));
  }

  /** Weighted so, the difference of two large bounds cannot overflow. */
  private static double between(double low, double high, double share) {
    return Math.min(high, Math.max(low, low * (1 - share) + high * share));
  }
}
