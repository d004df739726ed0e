package io.synapse.report.files;

import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.TrialEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The files of a run's trials, of those alone that are not over. A trial whose files fail has none
 * until its next attempt; the run knows nothing of it. For one thread.
 */
final class RunFiles {

  private static final Logger LOG = LoggerFactory.getLogger(RunFiles.class);

  /** What one trial may have waiting before it is written at once. */
  private static final int MOST_WAITING = 1 << 16;

  /** What may be there of a trial whose first attempt begins. */
  enum EarlierFiles {
    NOTHING,
    /** A machine that broke down may have lost the end of the journal, and not these files. */
    PERHAPS_FILES
  }

  private final Path trials;
  private final ResultLine.WriterProcess writer;
  private final EarlierFiles before;
  private final Map<String, TrialFiles> open = new HashMap<>();
  private final Set<TrialFiles> waiting = new LinkedHashSet<>();
  private final Set<String> failed = new HashSet<>();
  private final Set<String> reported = new HashSet<>();
  private boolean lossless = true;

  /**
   * No trials yet.
   *
   * @param trials the folder of the trials' folders
   * @param before whether trials that begin may have files
   */
  RunFiles(Path trials, ResultLine.WriterProcess writer, EarlierFiles before) {
    this.trials = trials;
    this.writer = writer;
    this.before = before;
  }

  /** Whether an event is for these files. */
  static boolean concerns(RunEvent event) {
    return event instanceof RunEvent.AttemptStarted
        || event instanceof RunEvent.AttemptUnparked
        || event instanceof RunEvent.TrialReported
        || event instanceof RunEvent.TrialEnded
        || event instanceof TrialEvent.Placed
        || event instanceof TrialEvent.MetricLogged
        || event instanceof TrialEvent.VisualizationLogged;
  }

  /** Takes in what happened to a trial. */
  void take(RecordedEvent recorded) {
    RunEvent.OfTrial event = (RunEvent.OfTrial) recorded.event();
    try {
      // As exact as the journal, from which the files may have to be made again.
      take(recorded.time().truncatedTo(ChronoUnit.MILLIS), event);
    } catch (IOException | RuntimeException e) {
      report(event.trialId(), e);
      waiting.remove(open.remove(event.trialId()));
      failed.add(event.trialId());
      lossless = false;
    }
  }

  private void take(Instant time, RunEvent.OfTrial event) throws IOException {
    TrialFiles files = filesFor(time, event);
    if (files == null) {
      return;
    }
    add(time, event, files);
    waiting.add(files);
    if (event instanceof RunEvent.TrialEnded) {
      open.remove(event.trialId());
      flush(files);
    } else if (files.waitingBytes() > MOST_WAITING) {
      flush(files);
    }
  }

  /** Null for a trial whose files have failed. */
  private TrialFiles filesFor(Instant time, RunEvent.OfTrial event) throws IOException {
    String id = event.trialId();
    if (event instanceof RunEvent.AttemptStarted) {
      failed.remove(id);
      return open.computeIfAbsent(id, this::files);
    }
    boolean left = !open.containsKey(id) && !failed.contains(id);
    if (event instanceof RunEvent.TrialEnded && left) {
      TrialFiles files = files(id);
      files.reopen(time);
      return files;
    }
    return open.get(id);
  }

  private TrialFiles files(String id) {
    return new TrialFiles(trials.resolve(id), id, writer);
  }

  private void add(Instant time, RunEvent.OfTrial event, TrialFiles files) throws IOException {
    if (event instanceof RunEvent.AttemptStarted started) {
      begin(time, started, files);
    } else if (event instanceof TrialEvent.Placed placed) {
      files.placed(time, placed);
    } else if (event instanceof RunEvent.AttemptUnparked) {
      files.unparked(time);
    } else if (event instanceof RunEvent.TrialReported report) {
      files.reported(time, report);
    } else if (event instanceof TrialEvent.MetricLogged metric) {
      files.logged(time, metric);
    } else if (event instanceof TrialEvent.VisualizationLogged picture) {
      files.pictured(time, picture);
    } else if (event instanceof RunEvent.TrialEnded ended) {
      files.end(time, ended);
    }
  }

  private void begin(Instant time, RunEvent.AttemptStarted started, TrialFiles files)
      throws IOException {
    if (started.attempt() == 1 && before == EarlierFiles.NOTHING) {
      files.begin(time, started);
    } else {
      files.proceed(time, started);
    }
  }

  /** Writes what waits. What cannot be written waits for the next time. */
  void flush() {
    for (TrialFiles files : List.copyOf(waiting)) {
      flush(files);
    }
  }

  /** Whether all that was taken in is in the files, and nothing was ever lost. */
  boolean isWritten() {
    return waiting.isEmpty() && lossless;
  }

  private void flush(TrialFiles files) {
    try {
      files.flush();
      waiting.remove(files);
    } catch (IOException e) {
      report("a trial", e);
    }
  }

  /** Each kind of failure once. */
  private void report(String trial, Exception failure) {
    if (reported.add(failure.getClass().getName())) {
      LOG.warn(
          "result.json, progress.csv or TensorBoard's files of {} could not be written: {}",
          trial,
          failure.toString(),
          failure);
    }
  }
}
