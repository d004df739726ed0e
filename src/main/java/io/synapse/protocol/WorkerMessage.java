package io.synapse.protocol;

import java.util.List;
import java.util.Map;

/** What a worker says. */
public sealed interface WorkerMessage extends Message {

  /** Something about one attempt of one trial. */
  sealed interface OfAttempt extends WorkerMessage {

    /** The trial. */
    String trialId();

    /** The attempt, from 1. */
    int attempt();
  }

  /** The worker lives, though it has nothing to say. */
  record Heartbeat() implements WorkerMessage {
    @Override
    public String type() {
      return "heartbeat";
    }

    @Override
    public Map<String, Object> fields() {
      return Map.of();
    }
  }

  /** The plugin logged a metric. */
  record Metric(
      String trialId,
      int attempt,
      String category,
      String key,
      double value,
      Map<String, Object> metrics)
      implements OfAttempt {
    @Override
    public String type() {
      return "metric";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(
          this, "category", category, "key", key, "value", value, "metrics", metrics);
    }

    static Metric read(MessageFields fields) {
      return new Metric(
          fields.trialId(),
          fields.attempt(),
          fields.text("category"),
          fields.text("key"),
          fields.real("value"),
          fields.measured("metrics"));
    }
  }

  /**
   * The plugin logged a picture.
   *
   * @param file the copy in the trial's folder
   */
  record Visualization(
      String trialId,
      int attempt,
      String category,
      String group,
      int index,
      Map<String, Object> meta,
      String file)
      implements OfAttempt {
    @Override
    public String type() {
      return "visualization";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(
          this, "category", category, "group", group, "index", index, "meta", meta, "file", file);
    }

    static Visualization read(MessageFields fields) {
      return new Visualization(
          fields.trialId(),
          fields.attempt(),
          fields.text("category"),
          fields.text("group"),
          fields.integer("index"),
          fields.measured("meta"),
          fields.text("file"));
    }
  }

  /** The plugin logged a table of trials; the payload has the documented form. */
  record Trials(String trialId, int attempt, Map<String, Object> payload) implements OfAttempt {
    @Override
    public String type() {
      return "trials";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(this, "payload", payload);
    }

    static Trials read(MessageFields fields) {
      return new Trials(fields.trialId(), fields.attempt(), fields.measured("payload"));
    }
  }

  /** The plugin moved a progress bar. */
  record Progress(String trialId, int attempt, String category, long current, long total)
      implements OfAttempt {
    @Override
    public String type() {
      return "progress";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(
          this, "category", category, "current", current, "total", total);
    }

    static Progress read(MessageFields fields) {
      return new Progress(
          fields.trialId(),
          fields.attempt(),
          fields.text("category"),
          fields.number("current"),
          fields.number("total"));
    }
  }

  /** The plugin logged a line for people. */
  record Text(String trialId, int attempt, String text) implements OfAttempt {
    @Override
    public String type() {
      return "message";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(this, "text", text);
    }

    static Text read(MessageFields fields) {
      return new Text(fields.trialId(), fields.attempt(), fields.text("text"));
    }
  }

  /** Something about the attempt that a person should know and that does not end it. */
  record Note(String trialId, int attempt, String text) implements OfAttempt {
    @Override
    public String type() {
      return "note";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(this, "text", text);
    }

    static Note read(MessageFields fields) {
      return new Note(fields.trialId(), fields.attempt(), fields.text("text"));
    }
  }

  /**
   * The plugin reported, and waits for a {@code decision}.
   *
   * @param checkpoint the copy in the trial's folder, or null
   */
  record Report(String trialId, int attempt, Map<String, Object> metrics, String checkpoint)
      implements OfAttempt {
    @Override
    public String type() {
      return "report";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(this, "metrics", metrics, "checkpoint", checkpoint);
    }

    static Report read(MessageFields fields) {
      return new Report(
          fields.trialId(),
          fields.attempt(),
          fields.measured("metrics"),
          fields.optionalText("checkpoint"));
    }
  }

  /**
   * The plugin returned, or is about to be said to have ended otherwise, and threads that it
   * started are still running: the worker is not fit for another trial. Comes before the end.
   *
   * @param names some of the threads' names
   */
  record ThreadsLeft(String trialId, int attempt, int count, List<String> names)
      implements OfAttempt {
    @Override
    public String type() {
      return "threads_left";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(this, "count", count, "names", names);
    }

    static ThreadsLeft read(MessageFields fields) {
      return new ThreadsLeft(
          fields.trialId(), fields.attempt(), fields.integer("count"), fields.texts("names"));
    }
  }

  /**
   * The plugin returned; the worker is free.
   *
   * @param entryPoint {@code train} or {@code tune}
   * @param returned null, a number, an object, or the text of anything else
   * @param model a path in the trial's folder, or null
   */
  record Finished(String trialId, int attempt, String entryPoint, Object returned, String model)
      implements OfAttempt {
    @Override
    public String type() {
      return "finished";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(
          this, "entry_point", entryPoint, "returned", returned, "model", model);
    }

    static Finished read(MessageFields fields) {
      return new Finished(
          fields.trialId(),
          fields.attempt(),
          fields.text("entry_point"),
          fields.measuredValue("returned"),
          fields.optionalText("model"));
    }
  }

  /**
   * The plugin ended after it was asked to; the worker is free.
   *
   * @param model a path in the trial's folder, or null
   */
  record Stopped(String trialId, int attempt, String model) implements OfAttempt {
    @Override
    public String type() {
      return "stopped";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(this, "model", model);
    }

    static Stopped read(MessageFields fields) {
      return new Stopped(fields.trialId(), fields.attempt(), fields.optionalText("model"));
    }
  }

  /**
   * The plugin failed; the worker is free.
   *
   * @param message one line
   * @param trace the whole of it
   */
  record Failed(String trialId, int attempt, String message, String trace) implements OfAttempt {
    @Override
    public String type() {
      return "failed";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(this, "message", message, "trace", trace);
    }

    static Failed read(MessageFields fields) {
      return new Failed(
          fields.trialId(), fields.attempt(), fields.text("message"), fields.text("trace"));
    }
  }

  /**
   * The first line of a connection.
   *
   * @param version of the protocol
   * @param token what the driver gave this worker in its environment
   * @param pid the worker's process
   * @param runtime the language and its version, for people: {@code java 17.0.15}
   */
  public record Hello(int version, String token, long pid, String runtime)
      implements WorkerMessage {

    /** The version of the protocol that is described here. */
    public static final int VERSION = 1;

    @Override
    public String type() {
      return "hello";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.of("version", version, "token", token, "pid", pid, "runtime", runtime);
    }

    static Hello read(MessageFields fields) {
      return new Hello(
          fields.integer("version"),
          fields.text("token"),
          fields.number("pid"),
          fields.text("runtime"));
    }
  }
}
