package io.synapse.store;

import io.synapse.files.FileTree;
import io.synapse.store.dataset.StoredDataset.NewDataset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** A process of its own that writes to a store: {@code STORE run} or {@code STORE add COUNT}. */
public final class StoreWriterProcess {

  private StoreWriterProcess() {}

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    switch (arguments[1]) {
      case "run" -> startRun(root);
      case "add" -> add(root, Integer.parseInt(arguments[2]));
      default -> throw new IllegalArgumentException(arguments[1]);
    }
  }

  /** Starts a run, says so, and waits to be killed. */
  private static void startRun(Path root) throws Exception {
    try (Store store = Store.open(root)) {
      store.runs().create(StoreSamples.run("digits"));
      System.out.println("started");
      System.in.read();
    }
  }

  /** Waits for a line, so that several start at once, and adds so many of everything. */
  private static void add(Path root, int count) throws Exception {
    Path source = Files.createTempDirectory(root.getParent(), "writer");
    Path weights = StoreSamples.weights(source, 100);
    System.out.println("ready");
    System.in.read();
    try (Store store = Store.open(root)) {
      for (int i = 0; i < count; i++) {
        System.out.println("model " + store.models().save(StoreSamples.model(weights)).id());
        System.out.println("run " + store.runs().create(StoreSamples.run("digits")).runId());
        System.out.println("dataset " + addDataset(store, weights));
      }
    }
    FileTree.delete(source);
    System.out.println("done");
  }

  private static int addDataset(Store store, Path file) {
    NewDataset added =
        new NewDataset(
            file, OptionalInt.empty(), Optional.of("digits"), NewDataset.Placement.COPIED);
    return store.datasets().add(added, (current, total) -> {}).id();
  }
}
