package io.synapse.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what an input or output error means to a person. */
final class DiskFailure {

  private DiskFailure() {}

  /** Why a source cannot be read to its end: what the disk says, or its unpacker. */
  static String describeReading(Exception failure) {
    if (failure instanceof EOFException) {
      return "it ends too early";
    }
    return failure instanceof IOException disk ? describe(disk) : failure.getMessage();
  }

  static String describe(IOException failure) {
    if (failure instanceof AccessDeniedException denied) {
      return denied.getFile() + ": permission denied; give write permission, or use another store";
    }
    if (failure instanceof NoSuchFileException missing) {
      return missing.getFile() + " is not there; it was removed meanwhile";
    }
    if (failure instanceof FileSystemException named && named.getReason() != null) {
      return named.getFile() + ": " + named.getReason();
    }
    return failure.getMessage() == null ? failure.toString() : failure.getMessage();
  }
}
