package io.synapse.run;

import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.RunEvent.AttemptEnded;
import io.synapse.run.RunEvent.AttemptParked;
import io.synapse.run.RunEvent.AttemptStarted;
import io.synapse.run.RunEvent.AttemptUnparked;
import io.synapse.run.RunEvent.ModelSaved;
import io.synapse.run.RunEvent.TrialCreated;
import io.synapse.run.RunEvent.TrialDecided;
import io.synapse.run.RunEvent.TrialEnded;
import io.synapse.run.RunEvent.TrialReported;
import io.synapse.run.RunRecord.Detail;
import io.synapse.run.TrialEvent.MessageLogged;
import io.synapse.run.TrialEvent.MetricLogged;
import io.synapse.run.TrialEvent.Noted;
import io.synapse.run.TrialEvent.Placed;
import io.synapse.run.TrialEvent.Used;
import io.synapse.run.TrialEvent.VisualizationLogged;
import io.synapse.run.TrialRecord.AttemptRecord;
import io.synapse.run.TrialRecord.DecisionRecord;
import io.synapse.run.TrialRecord.Note;
import io.synapse.run.TrialRecord.Picture;
import io.synapse.space.Config;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Folds the events of one trial into a {@link TrialRecord}. */
final class TrialRecordBuilder {

  private static final int MOST_MESSAGES = 1_000;
  private static final String INTERRUPTED = "INTERRUPTED";

  private final TrialCreated created;
  private final List<AttemptRecord> attempts = new ArrayList<>();
  private final List<DecisionRecord> decisions = new ArrayList<>();
  private final Set<Note> notes = new LinkedHashSet<>();
  private final Optional<LogBuilder> log;
  private Config config;
  private Map<String, Object> metrics = Map.of();
  private TrialStatus status = TrialStatus.PENDING;
  private String error = "";
  private String reason = "";
  private String latestReason = "";
  private boolean stopped;
  private OptionalLong modelId = OptionalLong.empty();

  TrialRecordBuilder(TrialCreated created, RunFolder folder, Detail detail) {
    this.created = created;
    this.log = detail == Detail.FULL ? Optional.of(new LogBuilder(folder)) : Optional.empty();
    this.config = created.config();
  }

  void apply(RunEvent.OfTrial event, Instant time) {
    if (event instanceof AttemptStarted started) {
      begin(started, time);
    } else if (event instanceof Placed placed) {
      place(placed, time);
    } else if (event instanceof TrialReported reported) {
      report(reported, time);
    } else if (event instanceof TrialDecided decided) {
      decide(decided.decision(), time);
    } else if (event instanceof AttemptEnded ended) {
      endAttempt(ended, time);
    } else if (event instanceof AttemptParked parked) {
      stand(TrialStatus.PAUSED);
      give(parked.reason());
      reason = parked.reason();
    } else if (event instanceof AttemptUnparked) {
      stand(TrialStatus.RUNNING);
    } else if (event instanceof TrialEnded ended) {
      end(ended, time);
    } else if (event instanceof ModelSaved saved) {
      modelId = OptionalLong.of(saved.modelId());
    } else if (event instanceof Used used) {
      use(used);
    } else if (event instanceof Noted noted) {
      note(noted.text(), false);
    } else {
      log.ifPresent(builder -> builder.apply(event, time));
    }
  }

  private void stand(TrialStatus now) {
    status = now;
    error = "";
  }

  /** The last reason counts. */
  private void give(String newReason) {
    reason = newReason.isEmpty() ? reason : newReason;
    latestReason = newReason.isEmpty() ? latestReason : newReason;
  }

  private void begin(AttemptStarted started, Instant time) {
    stand(started.waits() ? TrialStatus.PENDING : TrialStatus.RUNNING);
    config = started.config();
    modelId = OptionalLong.empty();
    long from = started.checkpoint().map(SavedCheckpoint::trainingIteration).orElse(0L);
    if (!attempts.isEmpty() && started.cause() != RunEvent.AttemptCause.EXPLOIT) {
      log.ifPresent(builder -> builder.reports.dropAfter(from));
    }
    attempts.add(
        new AttemptRecord(
            started.attempt(),
            started.cause(),
            from,
            time,
            Optional.empty(),
            "",
            "",
            Optional.empty()));
  }

  private void place(Placed placed, Instant time) {
    stand(TrialStatus.RUNNING);
    changeLast(attempt -> attempt.placed(time, placed.place()));
  }

  private void changeLast(UnaryOperator<AttemptRecord> change) {
    if (!attempts.isEmpty()) {
      int last = attempts.size() - 1;
      attempts.set(last, change.apply(attempts.get(last)));
    }
  }

  private void report(TrialReported reported, Instant time) {
    metrics = reported.metrics();
    log.ifPresent(
        builder ->
            builder.reports.add(
                reported.trainingIteration(), time.toEpochMilli(), reported.metrics()));
    if (reported.decision() instanceof Decision.Continue) {
      give(reported.decision().reason());
    } else {
      decide(reported.decision(), time);
    }
  }

  private void decide(Decision decision, Instant time) {
    give(decision.reason());
    reason = decision.reason();
    stopped = decision instanceof Decision.Stop && isEarly(decision.reason());
    decisions.add(new DecisionRecord(time, iteration(), decision));
  }

  /** Only full records know it: where the last report that counts stands. */
  private long iteration() {
    return log.map(builder -> builder.reports.lastIteration()).orElse(0L);
  }

  /** A trial that had all the time that its scheduler gives to any was not cut short. */
  private static boolean isEarly(String reason) {
    return !reason.startsWith("reached ");
  }

  /** Why a place was lost is no decision about the trial, but a note of it. */
  private void endAttempt(AttemptEnded ended, Instant time) {
    stand(ended.status());
    boolean lost = ended.why() == AttemptEndCause.LOST;
    if (lost || ended.why() == AttemptEndCause.FAILED) {
      note(ended.reason(), !lost);
    }
    if (!lost && !ended.reason().isEmpty()) {
      latestReason = ended.reason();
    }
    changeLast(attempt -> attempt.ended(time, RunEventCodec.name(ended.why())));
  }

  private void end(TrialEnded ended, Instant time) {
    status = ended.status();
    error = ended.error();
    metrics = ended.metrics();
    give(ended.reason());
    stopped |=
        ended.status() == TrialStatus.TERMINATED
            && !ended.reason().isEmpty()
            && isEarly(ended.reason());
    changeLast(
        attempt ->
            attempt.ended().isEmpty() ? attempt.ended(time, ended.status().name()) : attempt);
  }

  /** Usage is measured again and again; the last measurement of an attempt counts. */
  private void use(Used used) {
    for (int i = attempts.size() - 1; i >= 0; i--) {
      if (attempts.get(i).number() == used.attempt()) {
        attempts.set(i, attempts.get(i).used(used.usage()));
        return;
      }
    }
  }

  private void note(String text, boolean isFailure) {
    if (!text.isEmpty()) {
      notes.add(new Note(text, isFailure));
    }
  }

  /**
   * The trial as it stands.
   *
   * @param isRunning whether a process runs the run; else a trial that was running was interrupted
   */
  TrialRecord build(boolean isRunning) {
    return new TrialRecord(
        created.trialId(),
        created.number(),
        created.origin(),
        created.config().values(),
        read(config.values()),
        status == TrialStatus.RUNNING && !isRunning ? INTERRUPTED : status.name(),
        error,
        reason,
        latestReason,
        stopped,
        read(metrics),
        modelId,
        List.copyOf(attempts),
        List.copyOf(decisions),
        List.copyOf(notes),
        log.map(LogBuilder::build).orElse(TrialRecord.TrialLog.EMPTY));
  }

  /** Damage in an object that nobody has looked into yet shows now. */
  private static Map<String, Object> read(Map<String, Object> perhapsUnread) {
    return new LinkedHashMap<>(perhapsUnread);
  }

  /** Collects what a trial reports and logs. */
  private static final class LogBuilder {

    private final RunFolder folder;
    private final ReportTable reports = new ReportTable();
    private final Map<List<String>, LoggedSeries> series = new LinkedHashMap<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final List<String> messages = new ArrayList<>();

    LogBuilder(RunFolder folder) {
      this.folder = folder;
    }

    void apply(RunEvent.OfTrial event, Instant time) {
      if (event instanceof MetricLogged metric) {
        series
            .computeIfAbsent(
                List.of(metric.category(), metric.key()),
                name -> new LoggedSeries(metric.category(), metric.key()))
            .add(metric.value(), metric.extra(), time.toEpochMilli());
      } else if (event instanceof VisualizationLogged picture) {
        pictures.add(
            new Picture(
                picture.category(),
                picture.group(),
                picture.index(),
                picture.meta(),
                folder.located(picture.file())));
      } else if (event instanceof MessageLogged message && messages.size() < MOST_MESSAGES) {
        messages.add(message.text());
      }
    }

    TrialRecord.TrialLog build() {
      return new TrialRecord.TrialLog(
          reports, List.copyOf(series.values()), List.copyOf(pictures), List.copyOf(messages));
    }
  }
}
