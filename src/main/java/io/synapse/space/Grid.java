package io.synapse.space;

import java.util.List;

/**
 * A list of values that are all tried: the combinations of every grid dimension are gone through in
 * order. {@link #sample} draws one, each as likely: {@code grid_search}.
 *
 * @param options the values, at least one, all different; any JSON values
 */
public record Grid(List<Object> options) implements OneOf {

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
}
