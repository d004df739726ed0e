package io.synapse.store;

/**
 * What one part of a store takes of the disk.
 *
 * @param part the name of its folder
 * @param entries how many things it holds; 0 where that is not counted
 * @param bytes of its files, each counted once
 */
public record StoreUse(String part, long entries, long bytes) {}
