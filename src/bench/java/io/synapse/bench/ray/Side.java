package io.synapse.bench.ray;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;

/** One way of running trials, and how long it took in each round. */
final class Side {

  /** Seconds that one run of the command took. */
  record Times(double perTrial, double whole) {

    /** For who waits for the table. */
    String line(String name, int trials) {
      return String.format(
          Locale.ROOT, "%s, %d trials: %.1f ms, %.1f s", name, trials, perTrial * 1e3, whole);
    }
  }

  private final String name;
  private final IntFunction<List<String>> command;
  private final List<Times> times = new ArrayList<>();

  /**
   * A side without measurements.
   *
   * @param command the words that run so many trials
   */
  Side(String name, IntFunction<List<String>> command) {
    this.name = name;
    this.command = command;
  }

  String name() {
    return name;
  }

  List<String> command(int trials) {
    return command.apply(trials);
  }

  void add(Times measured) {
    times.add(measured);
  }

  /** A line of a table; both ratios are to the medians of another side. */
  String row(Side other) {
    double[] perTrial = sorted(Times::perTrial);
    double[] whole = sorted(Times::whole);
    return String.format(
        Locale.ROOT,
        "| %s | %s | %.1f | %s | %.1f |",
        name,
        figures("%.1f ms (%.1f to %.1f)", 1e3, perTrial),
        median(perTrial) / median(other.sorted(Times::perTrial)),
        figures("%.1f s (%.1f to %.1f)", 1, whole),
        median(whole) / median(other.sorted(Times::whole)));
  }

  private static String figures(String format, double scale, double... sorted) {
    double most = sorted[sorted.length - 1];
    return String.format(
        Locale.ROOT, format, median(sorted) * scale, sorted[0] * scale, most * scale);
  }

  private static double median(double... sorted) {
    return sorted[sorted.length / 2];
  }

  private double[] sorted(ToDoubleFunction<Times> part) {
    double[] all = times.stream().mapToDouble(part).toArray();
    Arrays.sort(all);
    return all;
  }
}
