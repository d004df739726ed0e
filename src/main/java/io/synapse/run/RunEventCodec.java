package io.synapse.run;

import io.synapse.run.LoggedEvent.AttemptPlaced;
import io.synapse.run.LoggedEvent.MessageLogged;
import io.synapse.run.LoggedEvent.MetricLogged;
import io.synapse.run.LoggedEvent.ResourcesUsed;
import io.synapse.run.LoggedEvent.TrialNoted;
import io.synapse.run.LoggedEvent.TrialProgressed;
import io.synapse.run.LoggedEvent.VisualizationLogged;
import io.synapse.run.RunEvent.AttemptEnded;
import io.synapse.run.RunEvent.AttemptParked;
import io.synapse.run.RunEvent.AttemptStarted;
import io.synapse.run.RunEvent.AttemptUnparked;
import io.synapse.run.RunEvent.DatasetPrepared;
import io.synapse.run.RunEvent.ModelSaved;
import io.synapse.run.RunEvent.Progressed;
import io.synapse.run.RunEvent.Reported;
import io.synapse.run.RunEvent.RunFinished;
import io.synapse.run.RunEvent.RunInterrupted;
import io.synapse.run.RunEvent.RunResumed;
import io.synapse.run.RunEvent.RunStarted;
import io.synapse.run.RunEvent.RunStopping;
import io.synapse.run.RunEvent.SlotsChanged;
import io.synapse.run.RunEvent.TrialCreated;
import io.synapse.run.RunEvent.TrialDecided;
import io.synapse.run.RunEvent.TrialEnded;
import io.synapse.run.RunEvent.TrialsTabled;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** The documented JSON form of a run's events: one object a line. */
public final class RunEventCodec {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** A plugin's own payload adds nothing to the documented ones. */
  private static final List<String> TABLE_KEYS =
      List.of("base", "hyperparameters", "metrics", "trials", "best_trial");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private RunEventCodec() {}

  /** The event as one line of JSON, without the line's end. */
  public static String line(RecordedEvent recorded) {
    return MAPPER.writeValueAsString(fields(recorded));
  }

  /** A time in ISO 8601, UTC, with milliseconds. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** The event's fields in their order; NaN and infinities are texts. */
  public static Map<String, Object> fields(RecordedEvent recorded) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seq", recorded.sequence());
    fields.put("time", time(recorded.time()));
    fields.put("event", recorded.event().name());
    if (recorded.event() instanceof RunEvent.OfTrial trialEvent) {
      fields.put("trial_id", trialEvent.trialId());
    }
    addOwn(recorded.event(), fields);
    fields.replaceAll((name, value) -> JsonNumbers.textForNonFinite(value));
    return fields;
  }

  private static void addOwn(RunEvent event, Map<String, Object> fields) {
    if (event instanceof RunEvent.OfTrial trialEvent) {
      addTrialFields(trialEvent, fields);
    } else if (event instanceof RunStarted started) {
      fields.put("run_id", started.runId());
      fields.putAll(started.details());
    } else if (event instanceof DatasetPrepared prepared) {
      fields.putAll(prepared.details());
    } else if (event instanceof Progressed progressed) {
      progress(fields, progressed.phase().category(), progressed.current(), progressed.total());
    } else if (event instanceof TrialsTabled tabled) {
      TABLE_KEYS.stream()
          .filter(tabled.payload()::containsKey)
          .forEach(key -> fields.put(key, tabled.payload().get(key)));
    } else if (event instanceof SlotsChanged changed) {
      fields.put("slots", changed.slots());
      fields.put("offer", changed.offer());
    } else if (event instanceof RunStopping stopping) {
      fields.put("reason", stopping.reason());
      fields.put("running", stopping.running());
    } else if (event instanceof RunInterrupted interrupted) {
      fields.put("reason", interrupted.reason());
    } else if (event instanceof RunFinished finished) {
      fields.put("status", finished.status());
      fields.put("message", finished.message());
      finished.ending().ifPresent(ending -> fields.put("ending", lower(ending)));
    } else if (event instanceof RunResumed resumed) {
      fields.put("run_id", resumed.runId());
      fields.put("finished", resumed.finished());
      fields.put("trials", resumed.trialCount());
      fields.putAll(resumed.details());
    }
  }

  private static void addTrialFields(RunEvent.OfTrial event, Map<String, Object> fields) {
    if (event instanceof TrialCreated created) {
      fields.put("number", created.number());
      fields.put("origin", lower(created.origin()));
      fields.put("config", created.config().values());
    } else if (event instanceof AttemptStarted started) {
      attempt(started, fields);
    } else if (event instanceof Reported reported) {
      report(reported, fields);
    } else if (event instanceof AttemptEnded ended) {
      fields.put("status", ended.status().name());
      fields.put("why", lower(ended.why()));
      fields.put("reason", ended.reason());
    } else if (event instanceof AttemptParked parked) {
      fields.put("reason", parked.reason());
    } else if (event instanceof AttemptUnparked unparked) {
      fields.put("reason", unparked.reason());
    } else if (event instanceof TrialDecided decided) {
      decision(decided.decision(), fields);
    } else if (event instanceof TrialEnded ended) {
      end(ended, fields);
    } else if (event instanceof ModelSaved saved) {
      fields.put("model", saved.modelId());
    } else if (event instanceof ResourcesUsed used) {
      usage(used, fields);
    } else {
      addLogFields(event, fields);
    }
  }

  private static void addLogFields(RunEvent.OfTrial event, Map<String, Object> fields) {
    if (event instanceof MetricLogged metric) {
      fields.put("category", metric.category());
      fields.put("key", metric.key());
      fields.put("value", metric.value());
      fields.put("metrics", metric.extra());
    } else if (event instanceof VisualizationLogged picture) {
      fields.put("category", picture.category());
      fields.put("group", picture.group());
      fields.put("index", picture.index());
      fields.put("meta", picture.meta());
      fields.put("file", picture.file().toString());
    } else if (event instanceof MessageLogged message) {
      fields.put("text", message.text());
    } else if (event instanceof TrialNoted noted) {
      fields.put("text", noted.text());
    } else if (event instanceof AttemptPlaced placed) {
      fields.put("attempt", placed.attempt());
      fields.put("place", placed.place());
    } else if (event instanceof TrialProgressed progressed) {
      progress(fields, progressed.category(), progressed.current(), progressed.total());
    }
  }

  private static void attempt(AttemptStarted started, Map<String, Object> fields) {
    fields.put("number", started.attempt());
    fields.put("cause", lower(started.cause()));
    fields.put("config", started.config().values());
    started.checkpoint().ifPresent(from -> fields.put("checkpoint", from.path().toString()));
    started
        .checkpoint()
        .ifPresent(from -> fields.put("training_iteration", from.trainingIteration()));
    if (started.waits()) {
      fields.put("waits", true);
    }
  }

  private static void report(Reported reported, Map<String, Object> fields) {
    fields.put("metrics", reported.metrics());
    fields.put("training_iteration", reported.trainingIteration());
    reported.checkpoint().ifPresent(kept -> fields.put("checkpoint", kept.path().toString()));
    decision(reported.decision(), fields);
  }

  private static void decision(Decision decision, Map<String, Object> fields) {
    fields.put("decision", decision.getClass().getSimpleName().toUpperCase(Locale.ROOT));
    fields.put("reason", decision.reason());
    if (decision instanceof Decision.Exploit exploit) {
      fields.put("exploit_trial", exploit.source());
      fields.put("exploit_config", exploit.config().values());
      fields.put("exploit_checkpoint", exploit.checkpoint().path().toString());
    }
  }

  private static void end(TrialEnded ended, Map<String, Object> fields) {
    fields.put("status", ended.status().name());
    fields.put("metrics", ended.metrics());
    fields.put("error", ended.error().isEmpty() ? null : ended.error());
    fields.put("model", ended.model().map(Object::toString).orElse(null));
    fields.put("reason", ended.reason());
  }

  private static void usage(ResourcesUsed used, Map<String, Object> fields) {
    ResourceUsage usage = used.usage();
    fields.put("attempt", used.attempt());
    fields.put("seconds", usage.seconds());
    fields.put("cpu_s", usage.cpuSeconds());
    usage.peakMemoryBytes().ifPresent(bytes -> fields.put("memory_bytes", bytes));
    usage.peakGpuMemoryBytes().ifPresent(bytes -> fields.put("gpu_memory_bytes", bytes));
  }

  private static void progress(
      Map<String, Object> fields, String category, long current, long total) {
    fields.put("category", category);
    fields.put("current", current);
    fields.put("total", total);
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
