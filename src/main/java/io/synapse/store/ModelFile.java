package io.synapse.store;

/**
 * One file of a model.
 *
 * @param name its path in the model's folder, with {@code /}
 * @param size its bytes
 * @param sha256 the SHA-256 of its content, 64 lower-case hex digits
 */
public record ModelFile(String name, long size, String sha256) {}
