package io.synapse.tune;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Collects what a journal says of the run itself. */
final class RunFacts {

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
