package io.synapse.search;

import io.synapse.run.RunHistory;
import io.synapse.run.Trial;
import io.synapse.run.TrialSpec;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Trials without a plugin: suggested by a searcher as the tuner would ask it, each running until as
 * many others have started as there are slots, and ending as {@link Outcome} says.
 */
final class SimulatedRun {

  static final long SEED = 42;

  /** How a trial ends. */
  interface Outcome {

    /** What it reports and ends with. */
    Map<String, Object> metrics(int number, Config config);

    /** Whether it fails after the report. */
    default boolean fails(int number) {
      return false;
    }
  }

  private final Searcher searcher;
  private final RunHistory history;
  private final Outcome outcome;
  private final Queue<Trial> running = new ArrayDeque<>();

  SimulatedRun(SearchSettings settings, Outcome outcome) {
    this.searcher = Searchers.create(settings);
    this.history = new RunHistory(Optional.of(settings.objective()), settings.numSamples());
    this.outcome = outcome;
  }

  /** Runs until the history has its samples or the searcher has nothing left. */
  SimulatedRun run(int slots) {
    while (history.canSample()) {
      if (running.size() == slots) {
        endOldest();
      }
      Optional<Searcher.Suggestion> suggestion = suggest(searcher);
      if (suggestion.isEmpty()) {
        history.closeSampling();
      } else {
        start(suggestion.get());
      }
    }
    running.forEach(this::end);
    running.clear();
    return this;
  }

  /** What a searcher suggests now; asks with the generator of the trial that would be next. */
  Optional<Searcher.Suggestion> suggest(Searcher asked) {
    return asked.suggest(history, generator(history.trials().size()));
  }

  /** Starts a trial as {@link #run} does. */
  void start(Searcher.Suggestion suggestion) {
    int number = history.trials().size();
    TrialSpec spec =
        new TrialSpec(
            "0000002a_%05d".formatted(number), number, suggestion.origin(), suggestion.config());
    Trial trial = history.add(spec);
    history.begin(trial, suggestion.config(), Optional.empty());
    running.add(trial);
  }

  /** Ends the trial that has run longest. */
  void endOldest() {
    end(running.remove());
  }

  RunHistory history() {
    return history;
  }

  List<Config> configs() {
    return history.trials().stream().map(trial -> trial.spec().config()).toList();
  }

  /** Everything that a searcher can read of the history, to compare. */
  List<String> snapshot() {
    return IntStream.range(0, history.trials().size())
        .mapToObj(history.trials()::get)
        .map(
            trial ->
                trial.spec()
                    + " "
                    + trial.status()
                    + trial.config()
                    + trial.metrics()
                    + trial.series().size()
                    + trial.value()
                    + history.running().contains(trial))
        .toList();
  }

  /** A generator of the trial's own, as the tuner seeds it: by the run's seed and the number. */
  static RandomGenerator generator(int trialNumber) {
    return new SplittableRandom(SEED * 1_000_003 + trialNumber);
  }

  private void end(Trial trial) {
    int number = trial.spec().number();
    Map<String, Object> metrics = outcome.metrics(number, trial.config());
    history.report(trial, metrics);
    history.end(
        trial, outcome.fails(number) ? TrialStatus.ERROR : TrialStatus.TERMINATED, metrics, "");
  }
}
