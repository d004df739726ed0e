package io.synapse.run;

import io.synapse.files.JsonNumbers;
import io.synapse.run.RunEvent.AttemptEnded;
import io.synapse.run.RunEvent.AttemptParked;
import io.synapse.run.RunEvent.AttemptStarted;
import io.synapse.run.RunEvent.AttemptUnparked;
import io.synapse.run.RunEvent.BestChosen;
import io.synapse.run.RunEvent.DatasetPrepared;
import io.synapse.run.RunEvent.ModelSaved;
import io.synapse.run.RunEvent.PhaseProgressed;
import io.synapse.run.RunEvent.RunFinished;
import io.synapse.run.RunEvent.RunInterrupted;
import io.synapse.run.RunEvent.RunResumed;
import io.synapse.run.RunEvent.RunStarted;
import io.synapse.run.RunEvent.RunStopping;
import io.synapse.run.RunEvent.TrialCreated;
import io.synapse.run.RunEvent.TrialDecided;
import io.synapse.run.RunEvent.TrialEnded;
import io.synapse.run.RunEvent.TrialReported;
import io.synapse.run.RunEvent.TrialsTabled;
import io.synapse.run.TrialEvent.MessageLogged;
import io.synapse.run.TrialEvent.MetricLogged;
import io.synapse.run.TrialEvent.Noted;
import io.synapse.run.TrialEvent.Placed;
import io.synapse.run.TrialEvent.Progressed;
import io.synapse.run.TrialEvent.SlotsChanged;
import io.synapse.run.TrialEvent.Used;
import io.synapse.run.TrialEvent.VisualizationLogged;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documented JSON form of a run's events, one object for each, in both directions: the lines of
 * a journal. Every event's name and fields are spelled here and nowhere else.
 *
 * <p>What a line does not hold is not read back: the plan and the job's name of {@link RunStarted},
 * the number of the attempt in most events of a trial, and, of a checkpoint that an attempt
 * continues from, the metrics. Thread-safe.
 */
public final class RunEventCodec {

  /**
   * How one kind of event is written and read.
   *
   * @param name the event's name
   * @param write adds the event's own fields, in their order
   * @param read makes the event from these fields
   */
  private record EventForm<E extends RunEvent>(
      String name,
      Class<E> type,
      BiConsumer<E, Map<String, Object>> write,
      Function<EventFields, E> read) {

    void write(RunEvent event, Map<String, Object> fields) {
      write.accept(type.cast(event), fields);
    }

    boolean isOfTrial() {
      return RunEvent.OfTrial.class.isAssignableFrom(type);
    }
  }

  private static final List<EventForm<?>> FORMS =
      List.of(
          new EventForm<>("run", RunStarted.class, RunEventCodec::write, RunEventCodec::runStarted),
          new EventForm<>(
              "resume", RunResumed.class, RunEventCodec::write, RunEventCodec::runResumed),
          new EventForm<>(
              "dataset",
              DatasetPrepared.class,
              (event, fields) -> fields.putAll(event.details()),
              fields -> new DatasetPrepared(fields.details())),
          new EventForm<>("slots", SlotsChanged.class, RunEventCodec::write, RunEventCodec::slots),
          new EventForm<>(
              "progress", PhaseProgressed.class, RunEventCodec::write, RunEventCodec::phase),
          new EventForm<>("trials", TrialsTabled.class, RunEventCodec::write, RunEventCodec::table),
          new EventForm<>(
              "stopping", RunStopping.class, RunEventCodec::write, RunEventCodec::stopping),
          new EventForm<>(
              "interrupted",
              RunInterrupted.class,
              (event, fields) -> fields.put("reason", event.reason()),
              fields -> new RunInterrupted(fields.text("reason"))),
          new EventForm<>(
              "finished", RunFinished.class, RunEventCodec::write, RunEventCodec::finished),
          new EventForm<>(
              "trial", TrialCreated.class, RunEventCodec::write, RunEventCodec::created),
          new EventForm<>(
              "attempt", AttemptStarted.class, RunEventCodec::write, RunEventCodec::started),
          new EventForm<>("placed", Placed.class, RunEventCodec::write, RunEventCodec::placed),
          new EventForm<>(
              "report", TrialReported.class, RunEventCodec::write, RunEventCodec::reported),
          new EventForm<>(
              "attempt_end", AttemptEnded.class, RunEventCodec::write, RunEventCodec::attemptEnded),
          new EventForm<>(
              "parked",
              AttemptParked.class,
              (event, fields) -> fields.put("reason", event.reason()),
              fields -> new AttemptParked(fields.trialId(), fields.text("reason"))),
          new EventForm<>(
              "unparked",
              AttemptUnparked.class,
              (event, fields) -> fields.put("reason", event.reason()),
              fields -> new AttemptUnparked(fields.trialId(), fields.text("reason"))),
          new EventForm<>(
              "decision",
              TrialDecided.class,
              (event, fields) -> writeDecision(event.decision(), fields),
              fields -> new TrialDecided(fields.trialId(), fields.decision())),
          new EventForm<>("end", TrialEnded.class, RunEventCodec::write, RunEventCodec::ended),
          new EventForm<>(
              "model",
              ModelSaved.class,
              (event, fields) -> fields.put("model", event.modelId()),
              fields -> new ModelSaved(fields.trialId(), fields.whole("model"))),
          new EventForm<>(
              "best",
              BestChosen.class,
              (event, fields) -> {},
              fields -> new BestChosen(fields.trialId())),
          new EventForm<>(
              "metric", MetricLogged.class, RunEventCodec::write, RunEventCodec::metric),
          new EventForm<>(
              "visualization",
              VisualizationLogged.class,
              RunEventCodec::write,
              RunEventCodec::visualization),
          new EventForm<>(
              "message",
              MessageLogged.class,
              (event, fields) -> fields.put("text", event.text()),
              fields -> new MessageLogged(fields.trialId(), 0, fields.text("text"))),
          new EventForm<>(
              "note",
              Noted.class,
              (event, fields) -> fields.put("text", event.text()),
              fields -> new Noted(fields.trialId(), 0, fields.text("text"))),
          new EventForm<>("usage", Used.class, RunEventCodec::write, RunEventCodec::used),
          new EventForm<>(
              "progress", Progressed.class, RunEventCodec::write, RunEventCodec::progress));

  private static final Map<Class<?>, EventForm<?>> BY_TYPE =
      FORMS.stream().collect(Collectors.toMap(EventForm::type, Function.identity()));
  private static final Map<String, EventForm<?>> OF_TRIAL =
      FORMS.stream()
          .filter(EventForm::isOfTrial)
          .collect(Collectors.toMap(EventForm::name, Function.identity()));
  private static final Map<String, EventForm<?>> OF_RUN =
      FORMS.stream()
          .filter(form -> !form.isOfTrial())
          .collect(Collectors.toMap(EventForm::name, Function.identity()));

  /** What the journal has of a table; a plugin's own payload may hold more. */
  private static final List<String> TABLE_KEYS =
      List.of("base", "hyperparameters", "metrics", "trials", "best_trial");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private RunEventCodec() {}

  /** The name that an event has in the journal. */
  public static String name(RunEvent event) {
    return event instanceof RunEvent.Unrecognized unrecognized
        ? unrecognized.name()
        : form(event).name();
  }

  /** The name of a kind of decision in the journal: {@code CONTINUE}, {@code STOP}, ... */
  public static String name(Decision decision) {
    return decision.getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  /** The name of a constant in the journal: lower case. */
  public static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A time in ISO 8601, UTC, with milliseconds. */
  public static String time(Instant time) {
    return TIME.format(time);
  }

  /** The event as one line of JSON, without the line's end. */
  public static String line(RecordedEvent recorded) {
    return MAPPER.writeValueAsString(fields(recorded));
  }

  /** The event's fields in their order; NaN and infinities are texts. */
  public static Map<String, Object> fields(RecordedEvent recorded) {
    RunEvent event = recorded.event();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(EventFields.SEQUENCE, recorded.sequence());
    fields.put(EventFields.TIME, time(recorded.time()));
    fields.put(EventFields.EVENT, form(event).name());
    if (event instanceof RunEvent.OfTrial ofTrial) {
      fields.put(EventFields.TRIAL, ofTrial.trialId());
    }
    form(event).write(event, fields);
    fields.replaceAll((name, value) -> JsonNumbers.textForNonFinite(value));
    return fields;
  }

  /**
   * Reads the fields of an event. Objects that nobody has looked into yet stay unread. An event
   * with an unknown name is {@link RunEvent.Unrecognized}; in place of a field that is missing or
   * invalid there is a neutral value, and {@link RecordedEvent#defect} says so.
   *
   * @param fields as {@link #fields} gives them
   */
  public static RecordedEvent read(Map<String, Object> fields) {
    EventFields line = new EventFields(fields);
    EventForm<?> form = (line.isOfTrial() ? OF_TRIAL : OF_RUN).get(line.event());
    RunEvent event =
        form == null
            ? new RunEvent.Unrecognized(line.event(), line.all())
            : form.read().apply(line);
    long sequence = line.whole(EventFields.SEQUENCE);
    Instant time = line.time();
    return new RecordedEvent(sequence, time, event, line.defect());
  }

  private static EventForm<?> form(RunEvent event) {
    EventForm<?> form = BY_TYPE.get(event.getClass());
    if (form == null) {
      throw new IllegalArgumentException("the event " + event + " cannot be written");
    }
    return form;
  }

  private static void write(RunStarted event, Map<String, Object> fields) {
    fields.put("run_id", event.runId());
    fields.putAll(event.details());
  }

  private static RunStarted runStarted(EventFields fields) {
    return new RunStarted(fields.text("run_id"), "", Optional.empty(), fields.details("run_id"));
  }

  private static void write(RunResumed event, Map<String, Object> fields) {
    fields.put("run_id", event.runId());
    fields.put("finished", event.finished());
    fields.put("trials", event.trialCount());
    fields.putAll(event.details());
  }

  private static RunResumed runResumed(EventFields fields) {
    return new RunResumed(
        fields.text("run_id"),
        fields.integer("finished"),
        fields.integer("trials"),
        fields.details("run_id", "finished", "trials"));
  }

  private static void write(SlotsChanged event, Map<String, Object> fields) {
    fields.put("slots", event.slots());
    fields.put("offer", event.offer());
  }

  private static SlotsChanged slots(EventFields fields) {
    return new SlotsChanged(fields.integer("slots"), fields.text("offer"));
  }

  private static void write(PhaseProgressed event, Map<String, Object> fields) {
    writeProgress(event.phase().category(), event.current(), event.total(), fields);
  }

  private static PhaseProgressed phase(EventFields fields) {
    return new PhaseProgressed(
        fields.constant("category", Phase.TRAIN), fields.whole("current"), fields.whole("total"));
  }

  private static void write(Progressed event, Map<String, Object> fields) {
    writeProgress(event.category(), event.current(), event.total(), fields);
  }

  private static Progressed progress(EventFields fields) {
    return new Progressed(
        fields.trialId(),
        0,
        fields.text("category"),
        fields.whole("current"),
        fields.whole("total"));
  }

  private static void writeProgress(
      String category, long current, long total, Map<String, Object> fields) {
    fields.put("category", category);
    fields.put("current", current);
    fields.put("total", total);
  }

  private static void write(TrialsTabled event, Map<String, Object> fields) {
    TABLE_KEYS.stream()
        .filter(event.payload()::containsKey)
        .forEach(key -> fields.put(key, event.payload().get(key)));
  }

  private static TrialsTabled table(EventFields fields) {
    return new TrialsTabled(fields.details());
  }

  private static void write(RunStopping event, Map<String, Object> fields) {
    fields.put("reason", event.reason());
    fields.put("running", event.running());
  }

  private static RunStopping stopping(EventFields fields) {
    return new RunStopping(fields.text("reason"), fields.integer("running"));
  }

  private static void write(RunFinished event, Map<String, Object> fields) {
    fields.put("status", event.status());
    fields.put("message", event.message());
    event.ending().ifPresent(ending -> fields.put("ending", name(ending)));
  }

  private static RunFinished finished(EventFields fields) {
    return new RunFinished(
        fields.text("status"),
        fields.text("message"),
        fields.has("ending")
            ? Optional.of(fields.constant("ending", RunEvent.Ending.COMPLETED))
            : Optional.empty());
  }

  private static void write(TrialCreated event, Map<String, Object> fields) {
    fields.put("number", event.number());
    fields.put("origin", name(event.origin()));
    fields.put("config", event.config().values());
  }

  private static TrialCreated created(EventFields fields) {
    return new TrialCreated(
        fields.trialId(),
        fields.integer("number"),
        fields.constant("origin", TrialSpec.Origin.SEARCHER),
        fields.config("config"));
  }

  private static void write(AttemptStarted event, Map<String, Object> fields) {
    fields.put("number", event.attempt());
    fields.put("cause", name(event.cause()));
    fields.put("config", event.config().values());
    event
        .checkpoint()
        .ifPresent(
            from -> {
              fields.put("checkpoint", from.path().toString());
              fields.put("training_iteration", from.trainingIteration());
            });
    if (event.waits()) {
      fields.put("waits", true);
    }
  }

  private static AttemptStarted started(EventFields fields) {
    return new AttemptStarted(
        fields.trialId(),
        fields.integer("number"),
        fields.constant("cause", RunEvent.AttemptCause.RESUME_RUN),
        fields.config("config"),
        fields
            .path("checkpoint")
            .map(path -> new SavedCheckpoint(path, fields.whole("training_iteration"), Map.of())),
        fields.isTrue("waits"));
  }

  private static void write(Placed event, Map<String, Object> fields) {
    fields.put("attempt", event.attempt());
    fields.put("place", event.place());
  }

  private static Placed placed(EventFields fields) {
    return new Placed(fields.trialId(), fields.integer("attempt"), fields.text("place"));
  }

  private static void write(TrialReported event, Map<String, Object> fields) {
    fields.put("metrics", event.metrics());
    fields.put("training_iteration", event.trainingIteration());
    event.checkpoint().ifPresent(kept -> fields.put("checkpoint", kept.path().toString()));
    writeDecision(event.decision(), fields);
  }

  private static TrialReported reported(EventFields fields) {
    Map<String, Object> metrics = fields.metrics("metrics");
    long iteration = fields.whole("training_iteration");
    return new TrialReported(
        fields.trialId(),
        metrics,
        iteration,
        fields.path("checkpoint").map(path -> new SavedCheckpoint(path, iteration, metrics)),
        fields.decision());
  }

  private static void writeDecision(Decision decision, Map<String, Object> fields) {
    fields.put("decision", name(decision));
    fields.put("reason", decision.reason());
    if (decision instanceof Decision.Exploit exploit) {
      fields.put("exploit_trial", exploit.source());
      fields.put("exploit_config", exploit.config().values());
      fields.put("exploit_checkpoint", exploit.checkpoint().path().toString());
    }
  }

  private static void write(AttemptEnded event, Map<String, Object> fields) {
    fields.put("status", event.status().name());
    fields.put("why", name(event.why()));
    fields.put("reason", event.reason());
  }

  private static AttemptEnded attemptEnded(EventFields fields) {
    return new AttemptEnded(
        fields.trialId(),
        fields.constant("status", TrialStatus.PENDING),
        fields.constant("why", RunEvent.AttemptEndCause.INTERRUPTED),
        fields.text("reason"));
  }

  private static void write(TrialEnded event, Map<String, Object> fields) {
    fields.put("status", event.status().name());
    fields.put("metrics", event.metrics());
    fields.put("error", event.error().isEmpty() ? null : event.error());
    fields.put("model", event.model().map(Path::toString).orElse(null));
    fields.put("reason", event.reason());
  }

  private static TrialEnded ended(EventFields fields) {
    return new TrialEnded(
        fields.trialId(),
        fields.constant("status", TrialStatus.ERROR),
        fields.metrics("metrics"),
        fields.text("error"),
        fields.path("model"),
        fields.text("reason"));
  }

  private static void write(MetricLogged event, Map<String, Object> fields) {
    fields.put("category", event.category());
    fields.put("key", event.key());
    fields.put("value", event.value());
    fields.put("metrics", event.extra());
  }

  private static MetricLogged metric(EventFields fields) {
    return new MetricLogged(
        fields.trialId(),
        0,
        fields.text("category"),
        fields.text("key"),
        fields.real("value"),
        fields.object("metrics"));
  }

  private static void write(VisualizationLogged event, Map<String, Object> fields) {
    fields.put("category", event.category());
    fields.put("group", event.group());
    fields.put("index", event.index());
    fields.put("meta", event.meta());
    fields.put("file", event.file().toString());
  }

  private static VisualizationLogged visualization(EventFields fields) {
    return new VisualizationLogged(
        fields.trialId(),
        0,
        fields.text("category"),
        fields.text("group"),
        fields.integer("index"),
        fields.object("meta"),
        fields.requiredPath("file"));
  }

  private static void write(Used event, Map<String, Object> fields) {
    ResourceUsage usage = event.usage();
    fields.put("attempt", event.attempt());
    fields.put("seconds", usage.seconds());
    fields.put("cpu_s", usage.cpuSeconds());
    usage.peakMemoryBytes().ifPresent(bytes -> fields.put("memory_bytes", bytes));
    usage.peakGpuMemoryBytes().ifPresent(bytes -> fields.put("gpu_memory_bytes", bytes));
  }

  private static Used used(EventFields fields) {
    return new Used(
        fields.trialId(),
        fields.integer("attempt"),
        new ResourceUsage(
            fields.finite("seconds"),
            fields.finite("cpu_s"),
            fields.optionalWhole("memory_bytes"),
            fields.optionalWhole("gpu_memory_bytes")));
  }
}
