package io.synapse.space;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * A list of values that are all tried: the combinations of every grid dimension are gone through in
 * order. {@link #sample} draws one, each as likely: {@code grid_search}.
 *
 * @param options the values, at least one, all different; any JSON values
 */
public record Grid(List<Object> options) implements Distribution {

  /** Copies the options, however deep. */
  public Grid {
    options = Options.checked(options);
    if (Options.distinctCount(options) < options.size()) {
      throw new IllegalArgumentException("a grid would repeat an option: " + Options.text(options));
    }
  }

  @Override
  public String type() {
    return "grid_search";
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
