package io.synapse.bench.search;

import io.synapse.space.Config;
import io.synapse.space.OneOf;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The validation loss of {@code samples/digits} on a grid of 1,080 configurations, trained once by
 * {@code make-digits-table}. The columns that have an order are searched by the place in it.
 */
final class DigitsTable {

  private static final Path FILE = Path.of("src/bench/search/digits.csv.gz");
  private static final Scale LINEAR = new Scale.Linear();
  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              Functions.integer("learning_rate", 0, 9, LINEAR),
              Functions.integer("hidden_units", 0, 3, LINEAR),
              Functions.integer("batch_size", 0, 2, LINEAR),
              Functions.choice("optimizer", "adam", "sgd", "rmsprop"),
              Functions.integer("dropout_rate", 0, 2, LINEAR)));

  private final double[] losses;

  private DigitsTable(double[] losses) {
    this.losses = losses;
  }

  static DigitsTable read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      return new DigitsTable(
          lines
              .lines()
              .skip(1)
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(',') + 1)))
              .toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  BenchFunction function() {
    double minimum = Arrays.stream(losses).min().orElseThrow();
    return new BenchFunction("digits", SPACE, minimum, config -> losses[row(config)]);
  }

  /** The last column of the grid changes fastest. */
  private static int row(Config config) {
    int row = 0;
    for (SearchSpace.Dimension dimension : SPACE.dimensions()) {
      Object value = config.get(dimension.name());
      int count = (int) dimension.distribution().cardinality().orElseThrow();
      int place =
          dimension.distribution() instanceof OneOf.Choice choice
              ? choice.options().indexOf(value)
              : ((Long) value).intValue();
      row = row * count + place;
    }
    return row;
  }
}
