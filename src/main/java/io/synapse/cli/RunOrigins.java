package io.synapse.cli;

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
    String datasetFingerprint) {}
