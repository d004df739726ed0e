package io.synapse.run;

import io.synapse.run.RunEvent.DatasetPrepared;
import io.synapse.run.RunEvent.RunFinished;
import io.synapse.run.RunEvent.RunResumed;
import io.synapse.run.RunEvent.RunStarted;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a run that is to be resumed has recorded of itself, apart from its trials.
 *
 * @param nextSequence the number of the journal's next event
 * @param started when the run started; empty for a journal without an event
 * @param timeUsed how long its trials have been running
 * @param pluginFingerprint of the plugin it ran with last; empty when unknown
 * @param datasetFingerprint of the data set; empty when it was not read yet
 * @param finished how it ended, unless it can be resumed
 */
public record RunMetadata(
    long nextSequence,
    Optional<Instant> started,
    Duration timeUsed,
    String pluginFingerprint,
    String datasetFingerprint,
    Optional<FinishedRun> finished) {

  private static final String FINGERPRINT = "fingerprint";

  /** How a run ended that has nothing left to do. */
  public record FinishedRun(String status, String message, RunEvent.Ending ending) {}

  /** Collects them from the events of a journal. */
  static final class Reader {

    private long nextSequence;
    private Optional<Instant> started = Optional.empty();
    private Duration timeUsed = Duration.ZERO;
    private String pluginFingerprint = "";
    private String datasetFingerprint = "";
    private Optional<FinishedRun> finished = Optional.empty();

    /** When the first trial could start in the process whose events are being read. */
    private Optional<Instant> trialsStart = Optional.empty();

    private Instant last = Instant.EPOCH;

    void apply(RecordedEvent recorded) {
      nextSequence = recorded.sequence() + 1;
      RunEvent event = recorded.event();
      if (event instanceof RunStarted run) {
        startProcess(recorded.time(), run.details());
      } else if (event instanceof RunResumed run) {
        startProcess(recorded.time(), run.details());
      } else if (event instanceof DatasetPrepared prepared) {
        datasetFingerprint = fingerprint(prepared.details(), "");
        trialsStart = Optional.of(recorded.time());
      } else if (event instanceof RunFinished end) {
        finished = end.ending().map(ending -> new FinishedRun(end.status(), end.message(), ending));
      }
      last = recorded.time();
    }

    private void startProcess(Instant time, Map<String, Object> details) {
      endProcess();
      started = started.or(() -> Optional.of(time));
      finished = Optional.empty();
      if (details.get("plugin") instanceof Map<?, ?> plugin) {
        pluginFingerprint = fingerprint(plugin, "null");
      }
    }

    private static String fingerprint(Map<?, ?> details, String otherwise) {
      Object value = details.get(FINGERPRINT);
      return value == null ? otherwise : value.toString();
    }

    /** The time between a process's end and the next one's start does not count. */
    private void endProcess() {
      trialsStart.ifPresent(start -> timeUsed = timeUsed.plus(Duration.between(start, last)));
      trialsStart = Optional.empty();
    }

    RunMetadata result() {
      endProcess();
      return new RunMetadata(
          nextSequence, started, timeUsed, pluginFingerprint, datasetFingerprint, finished);
    }
  }
}
