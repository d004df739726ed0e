package io.synapse.store.registry;

import io.synapse.files.FileTree;
import io.synapse.files.ProcessIdentity;
import io.synapse.files.Sha256;
import io.synapse.store.registry.StoreLayout.EntryKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * A folder beside the store's others in which an entry is built before it appears, or to which one
 * goes before it is deleted. Should this process die, it says whose it was and which entry was
 * about to change; {@link CrashRecovery} puts that right.
 */
public final class StagingFolder implements AutoCloseable {

  private static final int HASH_DIGITS = 8;

  /** How the note of an import begins; the run's id follows. */
  static final String IMPORT = "import-";

  private final Path folder;
  private Path note;

  private StagingFolder(Path folder) {
    this.folder = folder;
  }

  public static StagingFolder create(StoreLayout layout) throws IOException {
    String name = owner(ProcessIdentity.current()) + "-" + UUID.randomUUID();
    Path folder = layout.staging().resolve(name);
    FileTree.makeFolder(folder);
    return new StagingFolder(folder);
  }

  /** The start of the names of a process's folders. */
  public static String owner(ProcessIdentity process) {
    return process.pid() + "-" + process.started() + "-" + hostHash(process);
  }

  /** The abbreviation of a process's host in the names of its folders. */
  static String hostHash(ProcessIdentity process) {
    return Sha256.of(process.host().getBytes(StandardCharsets.UTF_8)).substring(0, HASH_DIGITS);
  }

  public Path folder() {
    return folder;
  }

  /** Where the entry is built; nothing is there at first. */
  public Path content() {
    return folder.resolve("content");
  }

  /** Notes, before the first change of it, which entry is about to appear or disappear. */
  void intend(EntryKind kind, String key) throws IOException {
    Path next = folder.resolve(kind.folder() + "-" + key);
    if (note == null) {
      Files.createFile(next);
    } else {
      Files.move(note, next, StandardCopyOption.ATOMIC_MOVE);
    }
    note = next;
  }

  /** Notes, before it appears, that a run is imported and is nothing before it is finished. */
  public void intendImport(String runId) throws IOException {
    Files.createFile(folder.resolve(IMPORT + runId));
  }

  /**
   * Makes the folder fit for the next entry. The note may stay: about an entry that is whole it
   * says nothing wrong.
   */
  void clear() throws IOException {
    FileTree.delete(content());
  }

  @Override
  public void close() throws IOException {
    FileTree.delete(folder);
  }
}
