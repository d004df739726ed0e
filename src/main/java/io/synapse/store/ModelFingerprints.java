package io.synapse.store;

/**
 * What a model was made from.
 *
 * @param dataset the data set's fingerprint; empty when it is not known
 * @param plugin the plugin's fingerprint; empty when it is not known
 */
public record ModelFingerprints(String dataset, String plugin) {}
