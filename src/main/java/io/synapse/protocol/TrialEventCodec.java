package io.synapse.protocol;

import io.synapse.run.TrialEvent;
import io.synapse.run.TrialEvent.EntryPoint;
import io.synapse.run.TrialEvent.Failed;
import io.synapse.run.TrialEvent.Finished;
import io.synapse.run.TrialEvent.MessageLogged;
import io.synapse.run.TrialEvent.MetricLogged;
import io.synapse.run.TrialEvent.Noted;
import io.synapse.run.TrialEvent.Progressed;
import io.synapse.run.TrialEvent.Reported;
import io.synapse.run.TrialEvent.Stopped;
import io.synapse.run.TrialEvent.TrialsLogged;
import io.synapse.run.TrialEvent.VisualizationLogged;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The events of an attempt as messages of a worker, in both directions. Only events that happen
 * where the plugin runs are sent: an executor adds the others.
 */
final class TrialEventCodec {

  /**
   * How one kind of event is written and read.
   *
   * @param type the message's field {@code type}
   * @param write the event's own fields: name, value, name, value ...
   * @param read makes the event from them
   */
  private record MessageForm<E extends TrialEvent.OfAttempt>(
      String type,
      Class<E> kind,
      Function<E, Object[]> write,
      Function<MessageFields, TrialEvent.OfAttempt> read) {

    Map<String, Object> fields(TrialEvent.OfAttempt event) {
      return MessageFields.ofAttempt(
          event.trialId(), event.attempt(), write.apply(kind.cast(event)));
    }
  }

  private static final List<MessageForm<?>> FORMS =
      List.of(
          new MessageForm<>(
              "metric",
              MetricLogged.class,
              event ->
                  values(
                      "category",
                      event.category(),
                      "key",
                      event.key(),
                      "value",
                      event.value(),
                      "metrics",
                      event.extra()),
              TrialEventCodec::metric),
          new MessageForm<>(
              "visualization",
              VisualizationLogged.class,
              event ->
                  values(
                      "category",
                      event.category(),
                      "group",
                      event.group(),
                      "index",
                      event.index(),
                      "meta",
                      event.meta(),
                      "file",
                      event.file().toString()),
              TrialEventCodec::visualization),
          new MessageForm<>(
              "trials",
              TrialsLogged.class,
              event -> values("payload", event.payload()),
              in -> new TrialsLogged(in.trialId(), in.attempt(), in.measured("payload"))),
          new MessageForm<>(
              "progress",
              Progressed.class,
              event ->
                  values(
                      "category",
                      event.category(),
                      "current",
                      event.current(),
                      "total",
                      event.total()),
              TrialEventCodec::progress),
          new MessageForm<>(
              "message",
              MessageLogged.class,
              event -> values("text", event.text()),
              in -> new MessageLogged(in.trialId(), in.attempt(), in.text("text"))),
          new MessageForm<>(
              "note",
              Noted.class,
              event -> values("text", event.text()),
              in -> new Noted(in.trialId(), in.attempt(), in.text("text"))),
          new MessageForm<>(
              "report",
              Reported.class,
              event -> values("metrics", event.metrics(), "checkpoint", text(event.checkpoint())),
              in ->
                  new Reported(
                      in.trialId(),
                      in.attempt(),
                      in.measured("metrics"),
                      in.optionalPath("checkpoint"))),
          new MessageForm<>(
              "finished",
              Finished.class,
              event ->
                  values(
                      "entry_point",
                      event.entryPoint().name().toLowerCase(Locale.ROOT),
                      "returned",
                      event.returned(),
                      "model",
                      text(event.model())),
              TrialEventCodec::finished),
          new MessageForm<>(
              "stopped",
              Stopped.class,
              event -> values("model", text(event.model())),
              in -> new Stopped(in.trialId(), in.attempt(), in.optionalPath("model"))),
          new MessageForm<>(
              "failed",
              Failed.class,
              event -> values("message", event.message(), "trace", event.trace()),
              in -> new Failed(in.trialId(), in.attempt(), in.text("message"), in.text("trace"))));

  private static final Map<Class<?>, MessageForm<?>> BY_KIND =
      FORMS.stream().collect(Collectors.toMap(MessageForm::kind, Function.identity()));
  private static final Map<String, MessageForm<?>> BY_TYPE =
      FORMS.stream().collect(Collectors.toMap(MessageForm::type, Function.identity()));

  private TrialEventCodec() {}

  /** The field {@code type} of the message. */
  static String type(TrialEvent.OfAttempt event) {
    return form(event).type();
  }

  /** All other fields of the message, in their order. */
  static Map<String, Object> fields(TrialEvent.OfAttempt event) {
    return form(event).fields(event);
  }

  /** The kinds of events that are sent. */
  static List<Class<?>> kinds() {
    return FORMS.stream().<Class<?>>map(MessageForm::kind).toList();
  }

  /**
   * The event of a message; empty when messages of this type are no events.
   *
   * @throws ProtocolException when a field is missing or has the wrong type
   */
  static Optional<TrialEvent.OfAttempt> read(String type, MessageFields fields) {
    return Optional.ofNullable(BY_TYPE.get(type)).map(form -> form.read().apply(fields));
  }

  private static MessageForm<?> form(TrialEvent.OfAttempt event) {
    MessageForm<?> form = BY_KIND.get(event.getClass());
    if (form == null) {
      throw new IllegalArgumentException("a worker does not send this event: " + event);
    }
    return form;
  }

  private static Object[] values(Object... namesAndValues) {
    return namesAndValues;
  }

  private static String text(Path path) {
    return path == null ? null : path.toString();
  }

  private static MetricLogged metric(MessageFields fields) {
    return new MetricLogged(
        fields.trialId(),
        fields.attempt(),
        fields.text("category"),
        fields.text("key"),
        fields.real("value"),
        fields.measured("metrics"));
  }

  private static VisualizationLogged visualization(MessageFields fields) {
    return new VisualizationLogged(
        fields.trialId(),
        fields.attempt(),
        fields.text("category"),
        fields.text("group"),
        fields.integer("index"),
        fields.measured("meta"),
        fields.path("file"));
  }

  private static Progressed progress(MessageFields fields) {
    return new Progressed(
        fields.trialId(),
        fields.attempt(),
        fields.text("category"),
        fields.number("current"),
        fields.number("total"));
  }

  private static Finished finished(MessageFields fields) {
    return new Finished(
        fields.trialId(),
        fields.attempt(),
        fields.choice("entry_point", EntryPoint.class),
        fields.measuredValue("returned"),
        fields.optionalPath("model"));
  }
}
