package io.synapse.bench.search;

import io.synapse.bench.ResultFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Runs our searchers on every function with a number of seeds and with one and more workers. */
@Command(name = "SearchComparison", mixinStandardHelpOptions = true)
public final class SearchComparison implements Callable<Integer> {

  private static final PrintStream OUT = System.out;

  @Parameters(paramLabel = "FOLDER", description = "Results; what is there is not run again.")
  private Path folder;

  @Option(names = "--seeds", defaultValue = "50")
  private int seeds;

  @Option(names = "--gp-seeds", defaultValue = "20", description = "For Gaussian processes.")
  private int gaussianProcessSeeds;

  @Option(names = "--trials", defaultValue = "100")
  private int trials;

  @Option(names = "--workers", split = ",", defaultValue = "1,8")
  private List<Integer> workers;

  @Option(names = "--jobs", defaultValue = "1", description = "Searches at once.")
  private int jobs;

  @Option(names = "--only", description = "This algorithm; may be repeated.")
  private List<String> only = List.of();

  @Option(names = "--again", description = "Forgets the results of --only first.")
  private boolean again;

  /** Entry point. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SearchComparison()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    List<Search> missing = new ArrayList<>();
    for (String name : only.isEmpty() ? Algorithms.names() : only) {
      ResultFile file = ResultFile.in(folder, name);
      if (again && !only.isEmpty()) {
        file.clear();
      }
      missing.addAll(missing(name, done(file)));
    }
    runAll(missing);
    return 0;
  }

  private List<Search> missing(String name, Set<String> done) {
    int count = Algorithms.isGaussianProcess(name) ? gaussianProcessSeeds : seeds;
    List<Search> searches = new ArrayList<>();
    for (BenchFunction function : Functions.all()) {
      for (int number : workers) {
        for (int seed = 0; seed < count; seed++) {
          if (!done.contains(key(function.name(), seed, number))) {
            searches.add(new Search(name, function, seed, number, trials));
          }
        }
      }
    }
    return searches;
  }

  private Set<String> done(ResultFile file) throws IOException {
    Set<String> done = new HashSet<>();
    for (JsonNode line : file.lines()) {
      if (line.get("values").size() >= trials) {
        String function = line.get("function").asString();
        done.add(key(function, line.get("seed").asInt(), line.get("workers").asInt()));
      }
    }
    return done;
  }

  private static String key(String function, int seed, int workers) {
    return function + " " + seed + " " + workers;
  }

  private void runAll(List<Search> searches)
      throws IOException, InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      ExecutorCompletionService<Search.Outcome> running = new ExecutorCompletionService<>(threads);
      searches.forEach(search -> running.submit(search::run));
      for (int i = 1; i <= searches.size(); i++) {
        Search.Outcome outcome = running.take().get();
        keep(outcome);
        OUT.println(i + "/" + searches.size() + " " + described(outcome));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void keep(Search.Outcome outcome) throws IOException {
    Search search = outcome.search();
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("algorithm", search.algorithm());
    line.put("function", search.function().name());
    line.put("seed", search.seed());
    line.put("workers", search.workers());
    line.put("seconds", outcome.seconds());
    line.put("values", outcome.values());
    ResultFile.in(folder, search.algorithm()).add(line);
  }

  private static String described(Search.Outcome outcome) {
    Search search = outcome.search();
    return String.format(
        Locale.ROOT,
        "%s %s seed %d, %d at once: %.3f s",
        search.algorithm(),
        search.function().name(),
        search.seed(),
        search.workers(),
        outcome.seconds());
  }
}
