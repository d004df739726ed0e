package io.synapse.store.registry;

import io.synapse.files.StorageFailure;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what a failure of SQLite means and what to do about it. */
final class RegistryFailure {

  private static final int PRIMARY_CODE = 0xff;

  private RegistryFailure() {}

  static OperationFailedException of(Path file, SQLException cause) {
    return new OperationFailedException(
        "cannot use the registry " + file + ": " + explain(file, cause), cause);
  }

  /** Whether another process was in the way for the moment. */
  static boolean isBusy(SQLException failure) {
    return primary(failure) == SQLiteErrorCode.SQLITE_BUSY
        || primary(failure) == SQLiteErrorCode.SQLITE_LOCKED;
  }

  /** Whether the file cannot be opened for writing, while reading may still be possible. */
  static boolean isReadOnly(SQLException failure) {
    return primary(failure) == SQLiteErrorCode.SQLITE_READONLY
        || primary(failure) == SQLiteErrorCode.SQLITE_CANTOPEN
        || primary(failure) == SQLiteErrorCode.SQLITE_PERM;
  }

  private static String explain(Path file, SQLException cause) {
    return switch (primary(cause)) {
      case SQLITE_FULL -> StorageFailure.FULL;
      case SQLITE_READONLY -> StorageFailure.READ_ONLY;
      case SQLITE_PERM, SQLITE_AUTH -> StorageFailure.NO_PERMISSION;
      case SQLITE_CANTOPEN -> explainUnopened(file);
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "other processes kept it locked for more than %d s; end the one that hangs"
              .formatted(Registry.BUSY_TIMEOUT.toSeconds());
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          "it is damaged or not a registry; move it away or restore it from a copy";
      default -> cause.getMessage();
    };
  }

  private static String explainUnopened(Path file) {
    boolean writable = Files.isWritable(file) && Files.isWritable(file.getParent());
    if (Files.isRegularFile(file) && !writable) {
      return isOnReadOnlyDisk(file) ? StorageFailure.READ_ONLY : StorageFailure.NO_PERMISSION;
    }
    return "it cannot be opened; see that it is a file that this user may read and write, in a"
        + " folder that this user may write to";
  }

  private static boolean isOnReadOnlyDisk(Path file) {
    try {
      return Files.getFileStore(file).isReadOnly();
    } catch (IOException e) {
      return false;
    }
  }

  private static SQLiteErrorCode primary(SQLException failure) {
    if (failure instanceof SQLiteException sqlite) {
      return SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & PRIMARY_CODE);
    }
    return SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY_CODE);
  }
}
