package io.synapse.run;

import io.synapse.run.RunEvent.AttemptEnded.Why;
import io.synapse.space.Config;
import io.synapse.tune.TunerResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Rebuilds what a run had come to from the lines of its journal, in the form of {@link
 * RunEventCodec}: makes the calls on the history that the live run made, and asks neither searcher
 * nor scheduler. Lines that change nothing are passed over.
 */
public final class JournalReplay {

  private final RunHistory history;
  private final MetricColumns columns;
  private final int keptCheckpoints;
  private final MetadataReader facts = new MetadataReader();
  private final Map<String, Path> models = new LinkedHashMap<>();
  private final Map<String, Decision> lastDecisions = new HashMap<>();
  private final Map<String, Why> lastEnds = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private final Map<String, SavedCheckpoint> checkpoints = new HashMap<>();

  /**
   * A replay before its first line.
   *
   * @param plan of the run as it is to go on
   * @param keepCheckpoints how many of a trial's newest checkpoints are kept
   */
  public JournalReplay(RunPlan plan, int keepCheckpoints) {
    this.history = new RunHistory(plan.objective(), plan.trialCount(), plan.timeAttribute());
    this.columns = ReplayedRun.columns(plan.objective());
    this.keptCheckpoints = Math.max(1, keepCheckpoints);
  }

  /**
   * Takes in the next line.
   *
   * @throws IllegalArgumentException when it cannot follow those before it
   */
  public void apply(Map<String, Object> line) {
    JournalLine read = new JournalLine(line);
    facts.apply(read);
    switch (read.event()) {
      case "resume" -> resume(read);
      case "trial" -> create(read);
      case "attempt" -> begin(read);
      case "report" -> report(read);
      case "attempt_end" -> endAttempt(read);
      case "parked" -> history.pause(history.trial(read.trialId()));
      case "unparked" -> unpark(read);
      case "decision" -> decide(read);
      case "placed" -> places.put(read.trialId(), read.text("place"));
      case "end" -> end(read);
      case "note" -> history.note(history.trial(read.trialId()), read.text("text"));
      default -> {
        // Logged by plugins, or told to views.
      }
    }
  }

  /** What the run had come to after the last line. */
  public ReplayedRun result() {
    return new ReplayedRun(
        history, columns, models, lastDecisions, lastEnds, places, facts.result());
  }

  private void resume(JournalLine line) {
    if (Boolean.TRUE.equals(line.fields().get("retry_failed"))) {
      history.forgiveFailures();
    }
  }

  private void create(JournalLine line) {
    int number = (int) line.number("number");
    history.add(
        new TrialSpec(
            line.trialId(),
            number,
            line.constant("origin", TrialSpec.Origin.class),
            line.config("config")));
  }

  private void begin(JournalLine line) {
    Trial trial = history.trial(line.trialId());
    Optional<SavedCheckpoint> from = line.path("checkpoint").map(this::checkpoint);
    history.begin(trial, line.config("config"), from);
    lastDecisions.remove(trial.id());
    lastEnds.remove(trial.id());
    places.remove(trial.id());
  }

  private SavedCheckpoint checkpoint(Path path) {
    SavedCheckpoint known = checkpoints.get(path.toString());
    if (known == null) {
      throw new IllegalArgumentException("no report brought the checkpoint " + path);
    }
    return known;
  }

  private void report(JournalLine line) {
    Trial trial = history.trial(line.trialId());
    Map<String, Object> metrics = line.metrics("metrics");
    history.report(trial, metrics);
    columns.see(metrics);
    line.path("checkpoint").ifPresent(path -> keep(trial, path, metrics));
    Decision decision = decision(line);
    history.decide(trial, decision);
    if (decision instanceof Decision.Continue) {
      lastDecisions.remove(trial.id());
    } else {
      lastDecisions.put(trial.id(), decision);
    }
  }

  private void decide(JournalLine line) {
    Trial trial = history.trial(line.trialId());
    Decision decision = decision(line);
    history.decide(trial, decision);
    lastDecisions.put(trial.id(), decision);
  }

  private void unpark(JournalLine line) {
    history.unpause(history.trial(line.trialId()));
    lastDecisions.remove(line.trialId());
  }

  private void keep(Trial trial, Path path, Map<String, Object> metrics) {
    SavedCheckpoint saved = new SavedCheckpoint(path, trial.trainingIteration(), metrics);
    checkpoints.put(path.toString(), saved);
    List<SavedCheckpoint> all = new ArrayList<>(trial.checkpoints());
    all.add(saved);
    int surplus = Math.max(0, all.size() - keptCheckpoints);
    history.keepCheckpoints(trial, all.subList(surplus, all.size()));
  }

  private Decision decision(JournalLine line) {
    String reason = line.text("reason");
    return switch (line.text("decision")) {
      case "STOP" -> new Decision.Stop(reason);
      case "PAUSE" -> new Decision.Pause(reason);
      case "EXPLOIT" -> exploit(line, reason);
      default -> new Decision.Continue(reason);
    };
  }

  private Decision exploit(JournalLine line, String reason) {
    Config config = line.config("exploit_config");
    Path path = line.path("exploit_checkpoint").orElseThrow();
    return new Decision.Exploit(reason, line.text("exploit_trial"), checkpoint(path), config);
  }

  private void endAttempt(JournalLine line) {
    Trial trial = history.trial(line.trialId());
    Why why = line.constant("why", Why.class);
    if (why == Why.FAILED) {
      history.fail(trial, line.text("reason"));
    } else if (why == Why.LOST) {
      history.note(trial, line.text("reason"));
    }
    if (line.constant("status", TrialStatus.class) == TrialStatus.PAUSED) {
      history.pause(trial);
    } else {
      history.retry(trial);
    }
    lastEnds.put(trial.id(), why);
  }

  private void end(JournalLine line) {
    Trial trial = history.trial(line.trialId());
    TrialStatus status = TrialStatus.valueOf(line.text("status"));
    if (status == TrialStatus.ERROR) {
      history.fail(trial, line.text("error"));
    }
    Map<String, Object> metrics = line.metrics("metrics");
    columns.see(metrics);
    history.end(trial, status, metrics, line.text("reason"));
    models.remove(trial.id());
    line.path("model").ifPresent(model -> models.put(trial.id(), model));
    lastEnds.remove(trial.id());
  }

  /** Collects what a journal says of the run itself. */
  static final class MetadataReader {

    private static final String FINGERPRINT = "fingerprint";

    private long nextSequence;
    private Optional<Instant> started = Optional.empty();
    private Duration timeUsed = Duration.ZERO;
    private String pluginFingerprint = "";
    private String datasetFingerprint = "";
    private Optional<ReplayedRun.Finished> finished = Optional.empty();

    /** When the first trial could start in the process whose lines are being read. */
    private Optional<JournalLine> trialsStart = Optional.empty();

    private JournalLine last;

    void apply(JournalLine line) {
      nextSequence = line.number("seq") + 1;
      switch (line.event()) {
        case "run", "resume" -> startProcess(line);
        case "dataset" -> {
          datasetFingerprint = line.text(FINGERPRINT);
          trialsStart = Optional.of(line);
        }
        case "finished" -> finished = finished(line);
        default -> {
          // Nothing about the run itself.
        }
      }
      last = line;
    }

    private void startProcess(JournalLine line) {
      endProcess();
      if (started.isEmpty()) {
        started = Optional.of(line.time());
      }
      finished = Optional.empty();
      if (line.fields().get("plugin") instanceof Map<?, ?> plugin) {
        pluginFingerprint = String.valueOf(plugin.get(FINGERPRINT));
      }
    }

    /** What passed between a process's end and the next one's start is nobody's time. */
    private void endProcess() {
      trialsStart.ifPresent(
          start -> timeUsed = timeUsed.plus(Duration.between(start.time(), last.time())));
      trialsStart = Optional.empty();
    }

    private static Optional<ReplayedRun.Finished> finished(JournalLine line) {
      String ending = line.text("ending");
      return ending.isEmpty()
          ? Optional.empty()
          : Optional.of(
              new ReplayedRun.Finished(
                  line.text("status"),
                  line.text("message"),
                  TunerResult.Ending.valueOf(ending.toUpperCase(Locale.ROOT))));
    }

    ReplayedRun.Facts result() {
      endProcess();
      return new ReplayedRun.Facts(
          nextSequence, started, timeUsed, pluginFingerprint, datasetFingerprint, finished, false);
    }
  }
}
