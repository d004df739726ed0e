package io.synapse.dataset;

/** Told how far reading, copying or unpacking has come. */
@FunctionalInterface
public interface ByteProgress {

  /** For callers that show nothing. */
  ByteProgress SILENT = (current, total) -> {};

  /**
   * Called on the working thread, at most about a thousand times, with rising numbers; the last
   * call has {@code current == total}.
   *
   * @param current bytes done
   * @param total bytes in all; 0 when there is nothing to read
   */
  void moved(long current, long total);
}
