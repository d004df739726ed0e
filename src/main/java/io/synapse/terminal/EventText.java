package io.synapse.terminal;

import io.synapse.run.MetricColumns;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.RunEvent.AttemptEnded;
import io.synapse.run.RunEvent.AttemptParked;
import io.synapse.run.RunEvent.AttemptStarted;
import io.synapse.run.RunEvent.AttemptUnparked;
import io.synapse.run.RunEvent.BestChosen;
import io.synapse.run.RunEvent.ModelSaved;
import io.synapse.run.RunEvent.RunFinished;
import io.synapse.run.RunEvent.RunInterrupted;
import io.synapse.run.RunEvent.RunResumed;
import io.synapse.run.RunEvent.RunStarted;
import io.synapse.run.RunEvent.RunStopping;
import io.synapse.run.RunEvent.TrialEnded;
import io.synapse.run.RunEvent.TrialReported;
import io.synapse.run.RunPlan;
import io.synapse.run.TrialEvent.MessageLogged;
import io.synapse.run.TrialEvent.Noted;
import io.synapse.run.TrialEvent.Placed;
import io.synapse.run.TrialEvent.SlotsChanged;
import io.synapse.run.TrialStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Puts events into words, one sentence each, for the views that print rather than draw. */
final class EventText {

  private final RunViewState model;
  private final Map<String, AttemptStarted> waiting = new HashMap<>();
  private boolean anyPlaced;

  /** Why something is printed. */
  enum LineKind {
    /** Somebody may have to do something. */
    TROUBLE,
    /** The plugin said it. */
    MESSAGE,
    /** A trial or the run changed its state. */
    CHANGE,
    /** For who wants to know all. */
    DETAIL
  }

  /** What is printed of an event. */
  record PrintedLine(LineKind kind, String text) {}

  /**
   * Tells of a run.
   *
   * @param model the run; it must have applied the event before
   */
  EventText(RunViewState model) {
    this.model = model;
  }

  /** What there is to say of an event; empty when it is one of many that say nothing alone. */
  Optional<PrintedLine> report(RunEvent event) {
    if (event instanceof RunEvent.OfTrial ofTrial) {
      return describeTrial(ofTrial);
    }
    if (event instanceof RunStarted started) {
      return reported(LineKind.CHANGE, "run %s: %s", started.runId(), purpose(started));
    }
    if (event instanceof RunResumed resumed) {
      return reported(
          LineKind.CHANGE,
          "run %s goes on: %d of %d trials are over",
          resumed.runId(),
          resumed.finished(),
          resumed.trialCount());
    }
    if (event instanceof SlotsChanged changed) {
      return describeSlots(changed);
    }
    if (event instanceof RunStopping stopping) {
      return reported(LineKind.TROUBLE, "stopping%s", stop(stopping));
    }
    if (event instanceof RunInterrupted interrupted) {
      return reported(LineKind.TROUBLE, "run interrupted: %s", interrupted.reason());
    }
    if (event instanceof RunFinished finished) {
      LineKind kind = finished.status().equals("completed") ? LineKind.CHANGE : LineKind.TROUBLE;
      return reported(kind, "run %s%s", finished.status(), because(finished.message()));
    }
    return Optional.empty();
  }

  private Optional<PrintedLine> describeSlots(SlotsChanged changed) {
    String where = on(changed.offer());
    if (changed.slots() == 0) {
      return reported(LineKind.TROUBLE, "nothing can run%s; waiting for more", where);
    }
    return model.plan().tuning()
        ? reported(LineKind.CHANGE, "%d at a time%s", changed.slots(), where)
        : reported(LineKind.CHANGE, "running%s", where);
  }

  private Optional<PrintedLine> describeTrial(RunEvent.OfTrial event) {
    String id = event.trialId();
    if (event instanceof AttemptStarted started) {
      return describeStart(started);
    }
    if (event instanceof Placed placed) {
      return describePlace(placed);
    }
    if (event instanceof AttemptEnded ended) {
      LineKind kind = isTrouble(ended.why()) ? LineKind.TROUBLE : LineKind.CHANGE;
      return reported(kind, "trial %s %s%s", id, verb(ended), because(ended.reason()));
    }
    if (event instanceof AttemptParked parked) {
      return reported(
          LineKind.CHANGE, "trial %s PAUSED, and waits%s", id, because(parked.reason()));
    }
    if (event instanceof AttemptUnparked unparked) {
      return reported(LineKind.CHANGE, "trial %s goes on%s", id, because(unparked.reason()));
    }
    if (event instanceof TrialEnded ended) {
      return describeEnd(ended);
    }
    if (event instanceof MessageLogged message) {
      return reported(LineKind.MESSAGE, "trial %s: %s", id, message.text());
    }
    if (event instanceof Noted noted) {
      return reported(LineKind.MESSAGE, "trial %s: %s", id, noted.text());
    }
    return describeDetail(event);
  }

  /** One that waits for its place has not started; which need not be repeated. */
  private Optional<PrintedLine> describeStart(AttemptStarted started) {
    if (!started.waits()) {
      return describeStart(started, "");
    }
    boolean first = waiting.isEmpty() && !anyPlaced;
    waiting.put(started.trialId(), started);
    return first
        ? reported(LineKind.CHANGE, "waiting for a place%s", on(model.offer()))
        : reported(LineKind.DETAIL, "trial %s waits for a place", started.trialId());
  }

  private Optional<PrintedLine> describePlace(Placed placed) {
    anyPlaced = true;
    AttemptStarted started = waiting.remove(placed.trialId());
    String where = on(placed.place());
    return started == null
        ? reported(LineKind.DETAIL, "trial %s runs%s", placed.trialId(), where)
        : describeStart(started, where);
  }

  private static Optional<PrintedLine> describeStart(AttemptStarted started, String where) {
    return reported(
        LineKind.CHANGE,
        "trial %s %s%s%s",
        started.trialId(),
        verb(started),
        where,
        pairs(started.config().values()));
  }

  private static boolean isTrouble(AttemptEndCause why) {
    return why == AttemptEndCause.FAILED || why == AttemptEndCause.LOST;
  }

  private Optional<PrintedLine> describeDetail(RunEvent.OfTrial event) {
    String id = event.trialId();
    if (event instanceof TrialReported reported) {
      return reported(
          LineKind.DETAIL,
          "trial %s step %d%s%s",
          id,
          reported.trainingIteration(),
          pairs(reported.metrics()),
          decision(reported));
    }
    if (event instanceof ModelSaved saved) {
      return reported(LineKind.DETAIL, "trial %s model saved: %d", id, saved.modelId());
    }
    if (event instanceof BestChosen) {
      return reported(LineKind.CHANGE, "trial %s is the best", id);
    }
    return Optional.empty();
  }

  private Optional<PrintedLine> describeEnd(TrialEnded ended) {
    String id = ended.trialId();
    if (ended.status() == TrialStatus.ERROR) {
      return reported(LineKind.TROUBLE, "trial %s ERROR%s", id, because(ended.error()));
    }
    boolean leads = model.trials().best().map(best -> best.id().equals(id)).orElse(false);
    String reason = ended.reason().isEmpty() ? "" : " (" + ended.reason() + ")";
    return reported(
        LineKind.CHANGE,
        "trial %s %s%s%s%s",
        id,
        ended.status(),
        pairs(ended.metrics()),
        leads ? " (best so far)" : "",
        reason);
  }

  private static String purpose(RunStarted started) {
    Optional<RunPlan> tuning = started.plan().filter(RunPlan::tuning);
    return tuning
        .map(plan -> purpose(started.jobName(), plan))
        .orElseGet(() -> "training '%s'".formatted(started.jobName()));
  }

  private static String purpose(String jobName, RunPlan plan) {
    String goal =
        plan.objective().map(it -> ", %s %s".formatted(lower(it.mode()), it.metric())).orElse("");
    return "tuning '%s', %d trials, %d at a time%s"
        .formatted(jobName, plan.trialCount(), plan.concurrency(), goal);
  }

  private static String verb(AttemptStarted started) {
    return switch (started.cause()) {
      case FIRST -> "started";
      case RETRY -> "retried, attempt " + started.attempt();
      case PLACE_LOST -> "goes on, attempt " + started.attempt();
      case RESUME_PAUSED, RESUME_RUN -> "resumed";
      case EXPLOIT -> "goes on from another trial's checkpoint";
    };
  }

  private static String verb(AttemptEnded ended) {
    return switch (ended.why()) {
      case FAILED -> "failed and will be retried";
      case LOST -> "lost its place";
      case PAUSED -> "PAUSED";
      case EXPLOITED -> "goes on with another configuration";
      case INTERRUPTED -> "interrupted";
    };
  }

  /** What is waited for, why, and how not to wait. */
  private static String stop(RunStopping stopping) {
    int running = stopping.running();
    return running == 0
        ? because(stopping.reason())
        : " %d running %s%s; Ctrl-C again quits at once"
            .formatted(running, running == 1 ? "trial" : "trials", because(stopping.reason()));
  }

  private static String decision(TrialReported reported) {
    String name = lower(reported.decision().getClass().getSimpleName());
    boolean ordinary = reported.decision().reason().isEmpty() && name.equals("continue");
    return ordinary ? "" : " -> " + name + because(reported.decision().reason());
  }

  private static String on(String where) {
    return where.isEmpty() ? "" : " on " + where;
  }

  private static String because(String reason) {
    return reason.isEmpty() ? "" : ": " + reason;
  }

  private static String pairs(Map<String, Object> values) {
    String text =
        values.entrySet().stream()
            .filter(entry -> !MetricColumns.isBookkeeping(entry.getKey()))
            .map(entry -> entry.getKey() + "=" + ValueText.value(entry.getValue()))
            .collect(Collectors.joining(" "));
    return text.isEmpty() ? "" : ": " + text;
  }

  private static String lower(Object constant) {
    return constant.toString().toLowerCase(Locale.ROOT);
  }

  private static Optional<PrintedLine> reported(LineKind kind, String format, Object... values) {
    return Optional.of(new PrintedLine(kind, String.format(Locale.ROOT, format, values)));
  }

  /** A message as the lines to show of it. */
  static final class MessageLines {

    private static final int MOST_LINES = 40;
    private static final int MOST_CHARACTERS = 2_000;

    private MessageLines() {}

    /** The lines, without what is beyond all measure; the job's log has the whole. */
    static List<String> of(String message) {
      List<String> all = message.stripTrailing().lines().toList();
      List<String> lines = new ArrayList<>();
      all.stream().limit(MOST_LINES).map(MessageLines::limited).forEach(lines::add);
      if (all.size() > MOST_LINES) {
        lines.add("(" + (all.size() - MOST_LINES) + " more lines)");
      }
      return lines;
    }

    private static String limited(String line) {
      return line.length() <= MOST_CHARACTERS
          ? line
          : line.substring(0, MOST_CHARACTERS)
              + " ("
              + (line.length() - MOST_CHARACTERS)
              + " more)";
    }
  }
}
