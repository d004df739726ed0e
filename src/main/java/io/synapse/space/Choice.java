package io.synapse.space;

import java.util.List;

/**
 * One of a list of values, each as likely: {@code choice}.
 *
 * @param options the values, at least one; any JSON values
 */
public record Choice(List<Object> options) implements OneOf {

  /** Copies the options, however deep. */
  public Choice {
    options = Options.checked(options);
  }

  @Override
  public String type() {
    return "choice";
  }
}
