package io.synapse.store;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie in a store. */
record StoreLayout(Path root) {

  StoreLayout {
    root = root.toAbsolutePath().normalize();
  }

  Path registry() {
    return root.resolve("registry.db");
  }

  /** Where things are built before they appear, on the same file system. */
  Path staging() {
    return root.resolve("tmp");
  }

  /** What is installed for plugins; it can be deleted at any time, and is then installed again. */
  Path environments() {
    return root.resolve("environments");
  }

  Path folder(EntryKind kind) {
    return root.resolve(kind.folder());
  }

  Path folder(EntryKind kind, String key) {
    return folder(kind).resolve(key);
  }

  /**
   * Refuses a path in the store as a place for what a person wants outside of it.
   *
   * @throws InvalidInputException when it lies in the store, also by a symbolic link
   */
  void refuseInside(Path path) {
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
}
