package io.synapse.bench.search;

import io.synapse.search.Searcher;
import io.synapse.space.SearchSpace;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Seconds that a suggestion takes in ten real dimensions with many observations present. Each
 * suggestion adds an observation, as in a run; the first ones warm up and are not counted.
 */
@Command(name = "SuggestionTimes", mixinStandardHelpOptions = true)
public final class SuggestionTimes implements Callable<Integer> {

  private static final PrintStream OUT = System.out;
  private static final List<Integer> SIZES = List.of(100, 1_000, 5_000);
  private static final List<Integer> SIZES_OF_GAUSSIAN_PROCESSES = List.of(100, 200, 1_000);
  private static final SearchSpace SPACE = Functions.box(0, 1, 10);
  private static final int WARM_UPS = 20;
  private static final double WARM_UP_SECONDS = 10;
  private static final int COUNTED = 15;
  private static final double LONGEST_SECONDS = 60;

  @Parameters(paramLabel = "FOLDER", description = "Results; what is there is measured again.")
  private Path folder;

  @Option(names = "--only", description = "This algorithm; may be repeated.")
  private List<String> only = List.of();

  /** Entry point. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SuggestionTimes()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    for (String name : only.isEmpty() ? Algorithms.names() : only) {
      ResultFile file = ResultFile.in(folder, name);
      file.clear();
      measure(name, file);
    }
    return 0;
  }

  /** From the smallest size up; none after one that took too long. */
  private static void measure(String name, ResultFile file) throws IOException {
    boolean isQuick = true;
    for (int size : Algorithms.isGaussianProcess(name) ? SIZES_OF_GAUSSIAN_PROCESSES : SIZES) {
      List<Double> seconds = isQuick ? times(name, size) : List.of();
      isQuick = isQuick && median(seconds) < LONGEST_SECONDS;
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("algorithm", name);
      line.put("observations", size);
      line.put("seconds", seconds);
      file.add(line);
      String time = seconds.isEmpty() ? "skipped" : median(seconds) + " s";
      OUT.printf(Locale.ROOT, "%s with %d observations: %s%n", name, size, time);
    }
  }

  private static List<Double> times(String name, int size) {
    Searcher searcher = Algorithms.create(name, SPACE, Integer.MAX_VALUE);
    GrowingHistory history = new GrowingHistory(SPACE, size);
    List<Double> warmUp = upTo(WARM_UPS, WARM_UP_SECONDS, searcher, history);
    // What takes this long is not measured better by doing it again.
    return warmUp.get(0) > LONGEST_SECONDS
        ? warmUp
        : upTo(COUNTED, LONGEST_SECONDS, searcher, history);
  }

  private static List<Double> upTo(
      int count, double longest, Searcher searcher, GrowingHistory history) {
    List<Double> seconds = new ArrayList<>();
    double total = 0;
    while (seconds.size() < count && total < longest) {
      double last = history.suggest(searcher);
      seconds.add(last);
      total += last;
    }
    return seconds;
  }

  private static double median(List<Double> seconds) {
    return seconds.stream().sorted().toList().get(seconds.size() / 2);
  }
}
