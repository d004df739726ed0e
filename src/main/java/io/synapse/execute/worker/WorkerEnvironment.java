package io.synapse.execute.worker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a worker is given in its environment.
 *
 * @param socket the driver's Unix-domain socket
 * @param token says which worker it is; works once
 * @param leadsGroup whether the worker's process group is its own, so that whatever its plugin
 *     started can be ended with it
 */
public record WorkerEnvironment(Path socket, String token, boolean leadsGroup) {

  private static final String SOCKET = "SYNAPSE_WORKER_SOCKET";
  private static final String TOKEN = "SYNAPSE_WORKER_TOKEN";
  private static final String GROUP = "SYNAPSE_WORKER_GROUP";

  /** The variables. */
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put(SOCKET, socket.toString());
    variables.put(TOKEN, token);
    variables.put(GROUP, leadsGroup ? "own" : "shared");
    return variables;
  }

  /** How the environment of a worker, and of all that it starts, says which worker it is. */
  static String entry(String token) {
    return TOKEN + "=" + token;
  }

  /**
   * Reads the variables.
   *
   * @throws IllegalArgumentException when one is missing
   */
  static WorkerEnvironment read(Map<String, String> variables) {
    return new WorkerEnvironment(
        Path.of(required(variables, SOCKET)),
        required(variables, TOKEN),
        required(variables, GROUP).equals("own"));
  }

  private static String required(Map<String, String> variables, String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          name + " is not set; synapse starts this program itself, it is not for use by hand");
    }
    return value;
  }
}
