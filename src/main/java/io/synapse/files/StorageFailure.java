package io.synapse.files;

import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Says what a failure of the file system means and what to do about it. */
public final class StorageFailure {

  public static final String FULL =
      "the disk is full; free some space there, or choose a store on another disk with --store";
  public static final String READ_ONLY =
      "it is read-only; make it writable, or choose another store with --store";
  public static final String NO_PERMISSION =
      "this user may not do that; change the permissions, or choose another store with --store";

  private StorageFailure() {}

  /**
   * The failure of one step.
   *
   * @param step what was to be done, such as {@code write the results}
   * @param path the file or folder
   * @param cause what the file system said
   */
  public static OperationFailedException of(String step, Path path, IOException cause) {
    return new OperationFailedException(
        "cannot " + step + " at " + path + ": " + explain(cause), cause);
  }

  private static String explain(IOException cause) {
    String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (isFull(text)) {
      return FULL;
    }
    if (text.contains("read-only file system")
        || cause.getCause() instanceof ReadOnlyFileSystemException) {
      return READ_ONLY;
    }
    if (cause instanceof AccessDeniedException || text.contains("permission denied")) {
      return NO_PERMISSION;
    }
    return explainPath(cause, text);
  }

  private static boolean isFull(String text) {
    return text.contains("no space left")
        || text.contains("quota exceeded")
        || text.contains("not enough space");
  }

  private static String explainPath(IOException cause, String text) {
    if (cause instanceof NotDirectoryException || text.contains("not a directory")) {
      return "a part of the path is a file where a folder has to be; name another path";
    }
    if (cause instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " exists already; remove it or name another path";
    }
    if (cause instanceof NoSuchFileException missing) {
      return missing.getFile() + " does not exist";
    }
    if (cause instanceof DirectoryNotEmptyException) {
      return "the folder is not empty; empty it or name another path";
    }
    if (cause instanceof FileSystemException failure && failure.getReason() != null) {
      return failure.getReason();
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
