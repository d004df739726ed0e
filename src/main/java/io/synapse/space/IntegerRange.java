package io.synapse.space;

import io.synapse.space.Distribution.QuantileInterval;
import io.synapse.space.Scale.RangeDescription;
import java.math.BigInteger;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Integers between two bounds, both included: {@code randint}, {@code qrandint}, {@code
 * lograndint}, {@code qlograndint}.
 *
 * @param min the least value; at least 1 on a log scale
 * @param max the greatest value, at least {@code min}
 * @param scale how values are spread
 * @param step the step of the q types, an integer; at least one multiple of it lies within the
 *     bounds
 */
public record IntegerRange(long min, long max, Scale scale, Optional<Step> step)
    implements Numeric {

  /** Checks the bounds and the step. */
  public IntegerRange {
    if (min > max) {
      throw new IllegalArgumentException("no range from " + min + " to " + max);
    }
    if (scale instanceof Scale.Log && min < 1) {
      throw new IllegalArgumentException("a log range must be above 0, and starts at " + min);
    }
    long size = step.map(IntegerRange::exactSize).orElse(1L);
    if (firstMultiple(min, size) > Math.floorDiv(max, size)) {
      throw new IllegalArgumentException("no multiple of " + size + " from " + min + " to " + max);
    }
  }

  @Override
  public String type() {
    String plain = scale instanceof Scale.Log ? "lograndint" : "randint";
    return step.isPresent() ? "q" + plain : plain;
  }

  @Override
  public Long sample(RandomGenerator random) {
    long multiple =
        scale instanceof Scale.Log ? drawLog(random) : drawBetween(random, first(), last());
    return multiple * stepSize();
  }

  @Override
  public Long quantile(double share) {
    double steps = lowEdge() + share * (highEdge() - lowEdge());
    double linear = scale instanceof Scale.Log ? Math.exp(steps) : steps;
    return Math.min(last(), Math.max(first(), Math.round(linear))) * stepSize();
  }

  @Override
  public QuantileInterval shares(Object value) {
    double steps = (double) normalise(value) / stepSize();
    return QuantileInterval.of(share(steps - 0.5), share(steps + 0.5));
  }

  private double share(double steps) {
    return (onScale(steps) - lowEdge()) / (highEdge() - lowEdge());
  }

  private double lowEdge() {
    return onScale(first() - 0.5);
  }

  private double highEdge() {
    return onScale(last() + 0.5);
  }

  private double onScale(double steps) {
    return scale instanceof Scale.Log ? Math.log(steps) : steps;
  }

  @Override
  public boolean contains(Object value) {
    OptionalLong integer = Integers.of(value);
    return integer.isPresent()
        && integer.getAsLong() >= min
        && integer.getAsLong() <= max
        && integer.getAsLong() % stepSize() == 0;
  }

  @Override
  public Long normalise(Object value) {
    if (!contains(value)) {
      throw new IllegalArgumentException("must be " + rule() + ", and is " + value);
    }
    return Integers.of(value).getAsLong();
  }

  @Override
  public Long nearest(double number) {
    long multiple = Math.round(number / stepSize());
    return Math.min(last(), Math.max(first(), multiple)) * stepSize();
  }

  @Override
  public OptionalDouble spacing() {
    return OptionalDouble.of((double) stepSize());
  }

  @Override
  public OptionalLong cardinality() {
    BigInteger count =
        BigInteger.valueOf(last()).subtract(BigInteger.valueOf(first())).add(BigInteger.ONE);
    return OptionalLong.of(count.min(BigInteger.valueOf(Long.MAX_VALUE)).longValue());
  }

  @Override
  public Long valueAt(long index) {
    return (first() + index) * stepSize();
  }

  @Override
  public Optional<Step> effectiveStep() {
    return step;
  }

  @Override
  public String description() {
    return RangeDescription.ofRange(type(), Long.toString(min), Long.toString(max), scale, step);
  }

  @Override
  public String rule() {
    String kind = stepSize() == 1 ? "an integer" : "a multiple of " + stepSize();
    return kind + " from " + first() * stepSize() + " to " + last() * stepSize();
  }

  /** The distance of neighbouring values: 1 without a step. */
  public long stepSize() {
    return step.map(IntegerRange::exactSize).orElse(1L);
  }

  private long first() {
    return firstMultiple(min, stepSize());
  }

  private long last() {
    return Math.floorDiv(max, stepSize());
  }

  /** Log-uniform over the numbers that round to a multiple within the bounds, then rounded. */
  private long drawLog(RandomGenerator random) {
    return quantile(random.nextDouble()) / stepSize();
  }

  /** Both ends included, whatever they are. */
  private static long drawBetween(RandomGenerator random, long first, long last) {
    if (last < Long.MAX_VALUE) {
      return random.nextLong(first, last + 1);
    }
    return first == Long.MIN_VALUE ? random.nextLong() : random.nextLong(first - 1, last) + 1;
  }

  private static long firstMultiple(long min, long size) {
    return Math.floorDiv(min, size) + (Math.floorMod(min, size) == 0 ? 0 : 1);
  }

  private static long exactSize(Step step) {
    return step.size().longValueExact();
  }

  /** Integers among JSON values. */
  static final class Integers {

    private static final double BEYOND_LONG = 0x1p63;

    private Integers() {}

    /** The integer that a value is, 4 for 4.0; empty for everything else. */
    static OptionalLong of(Object value) {
      if (value instanceof Long || value instanceof Integer) {
        return OptionalLong.of(((Number) value).longValue());
      }
      if (!(value instanceof Number number)) {
        return OptionalLong.empty();
      }
      double real = number.doubleValue();
      boolean whole = real == Math.rint(real) && real >= -BEYOND_LONG && real < BEYOND_LONG;
      return whole ? OptionalLong.of((long) real) : OptionalLong.empty();
    }
  }
}
