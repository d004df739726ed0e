package io.synapse.bench.schedule;

import io.synapse.bench.ResultFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Runs our schedulers on the recorded curves with a number of seeds and of slots. */
@Command(name = "SchedulerComparison", mixinStandardHelpOptions = true)
public final class SchedulerComparison implements Callable<Integer> {

  private static final PrintStream OUT = System.out;

  @Parameters(paramLabel = "FOLDER", description = "Results; what is there is not run again.")
  private Path folder;

  @Option(names = "--seeds", defaultValue = "50")
  private int seeds;

  @Option(names = "--slots", split = ",", defaultValue = "1,4")
  private List<Integer> slots;

  @Option(names = "--epochs", split = ",", defaultValue = "27,81", description = "Of a training.")
  private List<Integer> lengths;

  @Option(
      names = "--learning-seeds",
      defaultValue = "20",
      description = "For searchers that learn.")
  private int learningSeeds;

  @Option(names = "--only", description = "This method; may be repeated.")
  private List<String> only = List.of();

  @Option(names = "--again", description = "Forgets the results of --only first.")
  private boolean again;

  /** Entry point. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SchedulerComparison()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    for (Method method : Method.all()) {
      if (only.isEmpty() || only.contains(method.name())) {
        compare(method);
      }
    }
    return 0;
  }

  private void compare(Method method) throws IOException, InterruptedException {
    ResultFile file = ResultFile.in(folder, method.name());
    if (again && !only.isEmpty()) {
      file.clear();
    }
    Set<String> done =
        file.lines().stream().map(SchedulerComparison::key).collect(Collectors.toSet());
    long start = System.nanoTime();
    for (int length : lengths) {
      compare(method, Curves.read(length), file, done);
    }
    OUT.printf(Locale.ROOT, "%s: %.1f s%n", method.name(), (System.nanoTime() - start) / 1e9);
  }

  private void compare(Method method, Curves curves, ResultFile file, Set<String> done)
      throws IOException, InterruptedException {
    int count = method.learns() ? Math.min(seeds, learningSeeds) : seeds;
    for (int seed = 0; seed < count; seed++) {
      for (int number : slots) {
        if (!done.contains(key(curves.epochs(), number, seed))) {
          file.add(line(new Replay(method, seed, number).run(curves), curves.epochs()));
        }
      }
    }
  }

  private static String key(JsonNode line) {
    return key(line.get("length").asInt(), line.get("slots").asInt(), line.get("seed").asInt());
  }

  private static String key(int length, int slots, int seed) {
    return length + " " + slots + " " + seed;
  }

  private static Map<String, Object> line(Replay.Outcome outcome, int length) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("method", outcome.replay().method().name());
    line.put("length", length);
    line.put("slots", outcome.replay().slots());
    line.put("seed", outcome.replay().seed());
    line.put("found", outcome.found());
    line.put("epochs", outcome.spent().epochs());
    line.put("seconds", outcome.spent().seconds());
    line.put("reached", outcome.reached().isPresent());
    line.put("reached_epochs", outcome.reached().orElse(outcome.spent()).epochs());
    line.put("reached_seconds", outcome.reached().orElse(outcome.spent()).seconds());
    line.put("trials", outcome.trials());
    return line;
  }
}
