package io.synapse.bench.schedule;

import io.synapse.bench.NoJournal;
import io.synapse.bench.ResultFile;
import io.synapse.run.RunLog;
import io.synapse.run.TrialSpec;
import io.synapse.search.Searcher;
import io.synapse.tune.Tuner;
import io.synapse.tune.TunerParts;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Processor time of a scheduler's answers (what a slot is used for, and what happens after a
 * report) in runs of many trials, which go through the recorded curves again and again.
 */
@Command(name = "DecisionTimes", mixinStandardHelpOptions = true)
public final class DecisionTimes implements Callable<Integer> {

  private static final PrintStream OUT = System.out;
  private static final int EPOCHS = 27;
  private static final int SLOTS = 4;
  private static final int PARTS = 10;

  @Parameters(paramLabel = "FOLDER", description = "Results; what is there is not measured again.")
  private Path folder;

  @Option(names = "--trials", defaultValue = "100000")
  private int trials;

  @Option(names = "--only", description = "This method; may be repeated.")
  private List<String> only = List.of();

  @Option(names = "--again", description = "Measures these methods again.")
  private boolean again;

  /** Entry point. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DecisionTimes()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    for (Method method : Method.all()) {
      boolean isWanted = only.isEmpty() ? !method.learns() : only.contains(method.name());
      ResultFile file = ResultFile.in(folder, method.name());
      if (isWanted && (again || file.lines().isEmpty())) {
        file.clear();
        measure(method, file);
      }
    }
    return 0;
  }

  private void measure(Method method, ResultFile file) throws IOException, InterruptedException {
    int step = Math.max(1, trials / PARTS);
    TimedScheduler scheduler = new TimedScheduler(method.scheduler(trials, EPOCHS), step);
    run(scheduler);
    for (Map.Entry<Integer, TimedScheduler.Time> entry : scheduler.times().entrySet()) {
      TimedScheduler.Time time = entry.getValue();
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("method", method.name());
      line.put("trials", entry.getKey());
      line.put("answers", time.answers());
      line.put("microseconds", time.microseconds());
      file.add(line);
      OUT.printf(
          Locale.ROOT,
          "%s, up to %d trials: %.2f us an answer (%d)%n",
          method.name(),
          entry.getKey(),
          time.microseconds(),
          time.answers());
    }
  }

  private void run(TimedScheduler scheduler) throws InterruptedException {
    SimulatedClock clock = new SimulatedClock();
    Curves curves = Curves.read(EPOCHS);
    try (SimulatedTrainings trainings = new SimulatedTrainings(curves, Set.of(), clock)) {
      TunerParts parts = new TunerParts(everyRowInTurn(), scheduler, trainings, trainings);
      RunLog log = new RunLog(new NoJournal(), List.of(), clock);
      new Tuner(Replay.settings(trials, 1, SLOTS), parts, log, clock).run();
    }
  }

  /** A stride that is prime to the number of rows: neighbours in the table are alike. */
  private static Searcher everyRowInTurn() {
    return (history, random) -> {
      int row = (int) (history.trials().size() * 541L % DigitsGrid.size());
      return Optional.of(
          new Searcher.Suggestion(TrialSpec.Origin.SEARCHER, DigitsGrid.config(row)));
    };
  }
}
