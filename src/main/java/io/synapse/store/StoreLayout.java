package io.synapse.store;

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
}
