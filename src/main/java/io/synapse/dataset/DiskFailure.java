package io.synapse.dataset;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Says what an input or output error means to a person. */
final class DiskFailure {

  private DiskFailure() {}

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
