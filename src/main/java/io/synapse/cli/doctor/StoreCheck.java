package io.synapse.cli.doctor;

import io.synapse.files.DiskSpace;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.store.Store;
import java.nio.file.Files;
import java.nio.file.Path;

/** Looks at the store, or at the place where it would be made. */
public final class StoreCheck {

  private static final String PART = "store";
  private static final long LITTLE_BYTES = 1_000_000_000;

  private StoreCheck() {}

  /** What is found; nothing is written. */
  public static Finding look(Path folder) {
    Path store = folder.toAbsolutePath().normalize();
    try {
      return Store.exists(store) ? opened(store) : planned(store);
    } catch (InvalidInputException | OperationFailedException e) {
      return Finding.broken(
          PART, e.getMessage(), "mend that, or choose another place with --store");
    }
  }

  private static Finding opened(Path store) {
    try (Store opened = Store.openForReading(store)) {
      String found =
          "%s with %d runs and %d models"
              .formatted(store, opened.runs().list().size(), opened.models().list().size());
      return withRoom(store, store, found);
    }
  }

  private static Finding planned(Path store) {
    Path parent = store;
    while (!Files.exists(parent)) {
      parent = parent.getParent();
    }
    return withRoom(store, parent, store + ", which is not there yet");
  }

  private static Finding withRoom(Path store, Path existing, String found) {
    long free = DiskSpace.usable(store);
    String all = found + ", " + DiskSpace.text(free) + " free";
    if (!Files.isDirectory(existing) || !Files.isWritable(existing)) {
      return Finding.broken(
          PART,
          all + ", and " + existing + " cannot be written to",
          "give yourself the right to write there, or choose another place with --store");
    }
    return free < LITTLE_BYTES
        ? Finding.limited(PART, all, "free some space: every trial's model is kept there")
        : Finding.ok(PART, all);
  }
}
