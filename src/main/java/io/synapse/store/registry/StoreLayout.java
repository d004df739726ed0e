package io.synapse.store.registry;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where things are in a store. */
public record StoreLayout(Path root) {

  public StoreLayout {
    root = root.toAbsolutePath().normalize();
  }

  public Path registry() {
    return root.resolve("registry.db");
  }

  /** Where things are built before they appear, on the same file system. */
  public Path staging() {
    return root.resolve("tmp");
  }

  /** What is installed for plugins; it can be deleted at any time, and is then installed again. */
  public Path environments() {
    return root.resolve("environments");
  }

  public Path folder(EntryKind kind) {
    return root.resolve(kind.folder());
  }

  public Path folder(EntryKind kind, String key) {
    return folder(kind).resolve(key);
  }

  /**
   * Refuses a path in the store as a place for what a person wants outside of it.
   *
   * @throws InvalidInputException when it is in the store, also by a symbolic link
   */
  public void refuseInside(Path path) {
    if (real(path).startsWith(real(root))) {
      throw new InvalidInputException(
          path
              + " is in the store "
              + root
              + ", where synapse alone keeps files; name a place outside of it");
    }
  }

  private static Path real(Path path) {
    Path existing = path;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    try {
      return existing.toRealPath().resolve(existing.relativize(path)).normalize();
    } catch (IOException e) {
      return path;
    }
  }

  /**
   * What a store holds: each kind has a table of the registry and a folder of the same name, in
   * which an entry's folder is named by its {@code id}.
   */
  public enum EntryKind {
    DATASETS,
    MODELS,
    RUNS;

    public String table() {
      return name().toLowerCase(Locale.ROOT);
    }

    public String folder() {
      return table();
    }
  }
}
