package io.synapse.space;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * One of a list of values, each as likely: {@code choice}.
 *
 * @param options the values, at least one; any JSON values
 */
public record Choice(List<Object> options) implements Distribution {

  /** Copies the options, however deep. */
  public Choice {
    options = Options.checked(options);
  }

  @Override
  public String type() {
    return "choice";
  }

  @Override
  public Object sample(RandomGenerator random) {
    return options.get(random.nextInt(options.size()));
  }

  @Override
  public boolean contains(Object value) {
    return Options.indexOf(options, value) >= 0;
  }

  @Override
  public Object normalise(Object value) {
    return options.get(Options.requiredIndexOf(options, value));
  }

  @Override
  public OptionalLong cardinality() {
    return OptionalLong.of(Options.distinctCount(options));
  }

  @Override
  public Optional<Step> effectiveStep() {
    return Optional.empty();
  }

  @Override
  public String description() {
    return type() + " " + Options.text(options);
  }

  @Override
  public String rule() {
    return "one of " + Options.text(options);
  }
}
