package io.synapse.space;

import io.synapse.space.Distribution.QuantileInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** A list of values, of which each is as likely. */
public sealed interface OneOf extends Distribution {

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
  default QuantileInterval shares(Object value) {
    double index = OptionList.requiredIndexOf(options(), value);
    return QuantileInterval.of(index / options().size(), (index + 1) / options().size());
  }

  @Override
  default boolean contains(Object value) {
    return OptionList.indexOf(options(), value) >= 0;
  }

  @Override
  default Object normalise(Object value) {
    return options().get(OptionList.requiredIndexOf(options(), value));
  }

  @Override
  default OptionalLong cardinality() {
    return OptionalLong.of(OptionList.distinctCount(options()));
  }

  @Override
  default Object valueAt(long index) {
    return distinctOptions().get((int) index);
  }

  /** The options without those that repeat an earlier one. */
  default List<Object> distinctOptions() {
    return OptionList.distinct(options());
  }

  @Override
  default Optional<Step> effectiveStep() {
    return Optional.empty();
  }

  @Override
  default String description() {
    return type() + " " + OptionList.text(options());
  }

  @Override
  default String rule() {
    return "one of " + OptionList.text(options());
  }

  /**
   * One of a list of values, each as likely: {@code choice}.
   *
   * @param options the values, at least one; any JSON values
   */
  public record Choice(List<Object> options) implements OneOf {

    /** Copies the options, however deep. */
    public Choice {
      options = OptionList.checked(options);
    }

    @Override
    public String type() {
      return "choice";
    }
  }

  /**
   * A list of values that are all tried: the combinations of every grid dimension are gone through
   * in order. {@link #sample} draws one, each as likely: {@code grid_search}.
   *
   * @param options the values, at least one, all different; any JSON values
   */
  public record Grid(List<Object> options) implements OneOf {

    /** Copies the options, however deep. */
    public Grid {
      options = OptionList.checked(options);
      if (OptionList.distinctCount(options) < options.size()) {
        throw new IllegalArgumentException(
            "a grid would repeat an option: " + OptionList.text(options));
      }
    }

    @Override
    public String type() {
      return "grid_search";
    }
  }

  /** The options of {@code choice} and {@code grid_search}. */
  static final class OptionList {

    private static final int MOST_SHOWN = 12;

    private OptionList() {}

    /** A copy that nobody can change. */
    static List<Object> checked(List<?> options) {
      if (options.isEmpty()) {
        throw new IllegalArgumentException("there must be an option");
      }
      return InputValues.frozenList(options);
    }

    /** Where a value stands, numbers compared by value; −1 when it is not among the options. */
    static int indexOf(List<Object> options, Object value) {
      int same = options.indexOf(value);
      if (same >= 0) {
        return same;
      }
      return options.stream()
          .map(InputValues::canonical)
          .toList()
          .indexOf(InputValues.canonical(value));
    }

    static int requiredIndexOf(List<Object> options, Object value) {
      int index = indexOf(options, value);
      if (index < 0) {
        throw new IllegalArgumentException(
            "must be one of " + text(options) + ", and is " + InputValues.text(value));
      }
      return index;
    }

    /** How many different options there are. */
    static long distinctCount(List<Object> options) {
      return options.stream().map(InputValues::canonical).distinct().count();
    }

    /** The first of each. */
    static List<Object> distinct(List<Object> options) {
      List<Object> distinct = new ArrayList<>();
      for (Object option : options) {
        if (indexOf(distinct, option) < 0) {
          distinct.add(option);
        }
      }
      return distinct;
    }

    /** For people; cut where it would be too long to read. */
    static String text(List<Object> options) {
      int hidden = options.size() - MOST_SHOWN;
      return options.stream()
          .limit(MOST_SHOWN)
          .map(InputValues::text)
          .collect(Collectors.joining(", ", "[", hidden > 0 ? ", … " + hidden + " more]" : "]"));
    }
  }
}
