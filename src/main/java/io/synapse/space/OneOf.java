package io.synapse.space;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** A list of values, of which each is as likely. */
public sealed interface OneOf extends Distribution permits Choice, Grid {

  /** The values, at least one; any JSON values. */
  List<Object> options();

  @Override
  default Object sample(RandomGenerator random) {
    return options().get(random.nextInt(options().size()));
  }

  @Override
  default Object quantile(double share) {
    return options().get(Math.min(options().size() - 1, (int) (share * options().size())));
  }

  /** The shares of the first of the options that are equal to it. */
  @Override
  default Shares shares(Object value) {
    double index = Options.requiredIndexOf(options(), value);
    return Shares.of(index / options().size(), (index + 1) / options().size());
  }

  @Override
  default boolean contains(Object value) {
    return Options.indexOf(options(), value) >= 0;
  }

  @Override
  default Object normalise(Object value) {
    return options().get(Options.requiredIndexOf(options(), value));
  }

  @Override
  default OptionalLong cardinality() {
    return OptionalLong.of(Options.distinctCount(options()));
  }

  @Override
  default Object valueAt(long index) {
    return distinctOptions().get((int) index);
  }

  /** The options without those that repeat an earlier one. */
  default List<Object> distinctOptions() {
    return Options.distinct(options());
  }

  @Override
  default Optional<Step> effectiveStep() {
    return Optional.empty();
  }

  @Override
  default String description() {
    return type() + " " + Options.text(options());
  }

  @Override
  default String rule() {
    return "one of " + Options.text(options());
  }
}
