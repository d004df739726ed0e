package io.synapse.protocol;

import java.util.Map;

/**
 * The first line of a connection.
 *
 * @param version of the protocol
 * @param token what the driver gave this worker in its environment
 * @param pid the worker's process
 * @param runtime the language and its version, for people: {@code java 17.0.15}
 */
public record Hello(int version, String token, long pid, String runtime) implements WorkerMessage {

  /** The version of the protocol that is described here. */
  public static final int VERSION = 1;

  @Override
  public String type() {
    return "hello";
  }

  @Override
  public Map<String, Object> fields() {
    return Fields.of("version", version, "token", token, "pid", pid, "runtime", runtime);
  }

  static Hello read(Fields fields) {
    return new Hello(
        fields.integer("version"),
        fields.text("token"),
        fields.number("pid"),
        fields.text("runtime"));
  }
}
