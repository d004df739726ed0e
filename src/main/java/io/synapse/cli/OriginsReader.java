package io.synapse.cli;

import java.util.Map;

/**
 * Finds what a run was made from in the lines of its journal; after a resume, what it went on with.
 */
final class OriginsReader {

  private Object seed;
  private Map<?, ?> plugin = Map.of();
  private Map<?, ?> dataset = Map.of();

  /** Takes in the next line; those that tell nothing of it are passed over. */
  void apply(Map<String, Object> line) {
    Object event = line.get("event");
    if ("run".equals(event)) {
      seed = line.get("seed");
    }
    if ("run".equals(event) || "resume".equals(event)) {
      plugin = line.get("plugin") instanceof Map<?, ?> map ? map : plugin;
    } else if ("dataset".equals(event)) {
      dataset = line;
    }
  }

  RunOrigins origins() {
    return RunOrigins.of(seed, plugin, dataset);
  }
}
