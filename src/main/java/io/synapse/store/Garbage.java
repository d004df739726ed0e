package io.synapse.store;

import java.nio.file.Path;

/**
 * Something in a store that nothing refers to.
 *
 * @param kind what it is
 * @param path where it is, absolute
 * @param size the bytes that deleting it frees; what shares its content with a model frees nothing
 * @param reason why nothing needs it, for a person
 * @param owner the run whose folder it lies in; empty text outside of runs
 */
public record Garbage(Kind kind, Path path, long size, String reason, String owner) {

  /** What it is. */
  public enum Kind {
    /** A folder of a process that died while it changed the store, or an entry it was making. */
    STAGING,
    /** A folder that the registry has no entry for. */
    ENTRY,
    /** A file that was being written by a process that died. */
    TEMPORARY,
    /** A checkpoint from which no trial can go on. */
    CHECKPOINT
  }
}
