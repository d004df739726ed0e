package io.synapse.protocol;

import io.synapse.run.TrialEvent;
import java.util.List;
import java.util.Map;

/** A message from a worker to its driver. */
public sealed interface WorkerMessage extends Message {

  /** A message about one attempt of one trial. */
  sealed interface AttemptMessage extends WorkerMessage {

    /** The trial. */
    String trialId();

    /** The attempt, from 1. */
    int attempt();
  }

  /**
   * The first line of a connection.
   *
   * @param version of the protocol
   * @param token what the driver gave this worker in its environment
   * @param pid the worker's process
   * @param runtime the language and its version, for people: {@code java 17.0.15}
   */
  record Hello(int version, String token, long pid, String runtime) implements WorkerMessage {

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

  /** The worker is alive and has nothing else to say. */
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

  /**
   * Something happened in an attempt. A {@link TrialEvent.Reported} waits for a {@code decision};
   * after one that ends the attempt the worker is free.
   */
  record Event(TrialEvent.OfAttempt event) implements AttemptMessage {
    @Override
    public String trialId() {
      return event.trialId();
    }

    @Override
    public int attempt() {
      return event.attempt();
    }

    @Override
    public String type() {
      return TrialEventCodec.type(event);
    }

    @Override
    public Map<String, Object> fields() {
      return TrialEventCodec.fields(event);
    }
  }

  /**
   * Threads that the plugin started are still running: the worker is not fit for another attempt.
   * Sent before the event that ends the attempt.
   *
   * @param names some of the threads' names
   */
  record ThreadsLeft(String trialId, int attempt, int count, List<String> names)
      implements AttemptMessage {
    @Override
    public String type() {
      return "threads_left";
    }

    @Override
    public Map<String, Object> fields() {
      return MessageFields.ofAttempt(trialId, attempt, "count", count, "names", names);
    }

    static ThreadsLeft read(MessageFields fields) {
      return new ThreadsLeft(
          fields.trialId(), fields.attempt(), fields.integer("count"), fields.texts("names"));
    }
  }
}
