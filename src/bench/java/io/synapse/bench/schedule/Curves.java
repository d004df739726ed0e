package io.synapse.bench.schedule;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * The learning curves of the configurations of {@link DigitsGrid}, recorded once by {@code
 * make-curves}. {@code replay.py} reads the same file in the same way.
 */
final class Curves {

  /** How many epochs are recorded of every training. */
  static final int LONGEST = 81;

  private static final Path FILE = Path.of("src/bench/schedule/curves.csv.gz");

  /** The loss of guessing. What has diverged, or does worse, counts as that. */
  private static final double WORST = Math.log(10);

  private final int epochs;
  private final double[][] losses;
  private final double[] milliseconds;
  private final Set<Integer> best;
  private final double goal;

  private Curves(List<String> lines, int epochs) {
    this.epochs = epochs;
    this.losses = lines.stream().map(Curves::losses).toArray(double[][]::new);
    this.milliseconds =
        lines.stream().mapToDouble(line -> Double.parseDouble(column(line, 2))).toArray();
    this.best = best(losses.length / 100);
    this.goal = best.stream().mapToDouble(row -> loss(row, epochs)).max().orElseThrow();
  }

  /**
   * Reads the table.
   *
   * @param epochs how many each training is to have; what is recorded of later ones is left out
   */
  static Curves read(int epochs) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(FILE)), StandardCharsets.UTF_8))) {
      return new Curves(lines.lines().skip(1).toList(), epochs);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The validation loss of a row after an epoch, counted from 1. */
  double loss(int row, int epoch) {
    return losses[row][epoch - 1];
  }

  /** How long an epoch of a row takes. */
  double milliseconds(int row) {
    return milliseconds[row];
  }

  /** How many epochs a training has. */
  int epochs() {
    return epochs;
  }

  /** The loss that all of the {@link #best()} rows have at the end. */
  double goal() {
    return goal;
  }

  /** The hundredth part of the rows that has the least loss after the last epoch. */
  Set<Integer> best() {
    return best;
  }

  private Set<Integer> best(int count) {
    return IntStream.range(0, losses.length)
        .boxed()
        .sorted(Comparator.comparingDouble(row -> loss(row, epochs)))
        .limit(count)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static double[] losses(String line) {
    double[] recorded =
        Arrays.stream(column(line, 1).split(" "))
            .mapToDouble(text -> text.equals("nan") ? WORST : Double.parseDouble(text))
            .map(loss -> Math.min(loss, WORST))
            .toArray();
    double[] all = Arrays.copyOf(recorded, LONGEST);
    // A training that diverged ended early.
    Arrays.fill(all, recorded.length, LONGEST, WORST);
    return all;
  }

  /** A column counted from the last one, 0. */
  private static String column(String line, int fromLast) {
    String[] columns = line.split(",");
    return columns[columns.length - 1 - fromLast];
  }
}
