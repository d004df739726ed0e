package io.synapse.bench.search;

import io.synapse.bench.ResultFile;
import io.synapse.bench.search.GrowingHistory.Time;
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
  private static final List<Integer> SIZES_OF_GAUSSIAN_PROCESSES = List.of(100, 200, 1_000, 5_000);
  private static final SearchSpace SPACE = Functions.box(0, 1, 10);
  private static final int WARM_UPS = 200;
  private static final double WARM_UP_SECONDS = 10;
  private static final int COUNTED = 15;
  private static final double LONGEST_SECONDS = 60;

  @Parameters(paramLabel = "FOLDER", description = "Results; what is there is not measured again.")
  private Path folder;

  @Option(names = "--only", description = "This algorithm; may be repeated.")
  private List<String> only = List.of();

  @Option(names = "--again", description = "Measures these algorithms again.")
  private boolean again;

  /** Entry point. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SuggestionTimes()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    for (String name : only.isEmpty() ? Algorithms.names() : only) {
      ResultFile file = ResultFile.in(folder, name);
      if (again || file.lines().size() < sizes(name).size()) {
        file.clear();
        measure(name, file);
      }
    }
    return 0;
  }

  /** From the smallest size up; none after one that took too long. */
  private static void measure(String name, ResultFile file) throws IOException {
    boolean isQuick = true;
    for (int size : sizes(name)) {
      List<Time> times = isQuick ? times(name, size) : List.of();
      isQuick = isQuick && median(times) < LONGEST_SECONDS;
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("algorithm", name);
      line.put("observations", size);
      line.put("seconds", times.stream().map(Time::seconds).toList());
      line.put("cpu_seconds", times.stream().map(Time::processorSeconds).toList());
      file.add(line);
      String shown = isQuick ? median(times) + " s" : "too long";
      OUT.printf(Locale.ROOT, "%s with %d observations: %s%n", name, size, shown);
    }
  }

  private static List<Integer> sizes(String name) {
    return Algorithms.isGaussianProcess(name) ? SIZES_OF_GAUSSIAN_PROCESSES : SIZES;
  }

  private static List<Time> times(String name, int size) {
    Searcher searcher = Algorithms.create(name, SPACE, Integer.MAX_VALUE, 1);
    GrowingHistory history = new GrowingHistory(SPACE, size);
    List<Time> warmUp = upTo(WARM_UPS, WARM_UP_SECONDS, searcher, history);
    // What takes this long is not measured better by doing it again.
    return warmUp.get(0).seconds() > LONGEST_SECONDS
        ? warmUp
        : upTo(COUNTED, LONGEST_SECONDS, searcher, history);
  }

  private static List<Time> upTo(
      int count, double longest, Searcher searcher, GrowingHistory history) {
    List<Time> times = new ArrayList<>();
    double total = 0;
    while (times.size() < count && total < longest) {
      Time last = history.suggest(searcher);
      times.add(last);
      total += last.seconds();
    }
    return times;
  }

  private static double median(List<Time> times) {
    return times.stream().map(Time::seconds).sorted().toList().get(times.size() / 2);
  }
}
