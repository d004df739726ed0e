package io.synapse.cli;

import java.util.Map;

/**
 * What a run was made from; null where that is unknown.
 *
 * @param seed its seed
 * @param plugin the plugin's name
 * @param pluginFingerprint the plugin's identity
 * @param dataset the data set's name
 * @param datasetFingerprint the data set's identity
 */
record RunOrigins(
    Object seed,
    String plugin,
    String pluginFingerprint,
    String dataset,
    String datasetFingerprint) {

  /**
   * From the objects that results and journals have.
   *
   * @param plugin with {@code name} and {@code fingerprint}
   * @param dataset the same
   */
  static RunOrigins of(Object seed, Object plugin, Object dataset) {
    return new RunOrigins(
        seed,
        text(plugin, "name"),
        text(plugin, "fingerprint"),
        text(dataset, "name"),
        text(dataset, "fingerprint"));
  }

  private static String text(Object object, String name) {
    return object instanceof Map<?, ?> map && map.get(name) instanceof String text ? text : null;
  }
}
