package io.synapse.bench;

import io.synapse.files.FileTree;
import io.synapse.store.Store;
import io.synapse.store.model.NewModel;
import io.synapse.store.model.NewModel.FileOwnership;
import io.synapse.store.model.StoredModel.ModelFingerprints;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** How many models of one small file the store takes in a second, linked and copied. */
public final class ModelSaving {

  private static final PrintStream OUT = System.out;
  private static final int MODELS = 1_000;
  private static final int RUNS = 5;
  private static final int MODEL_BYTES = 100;

  private ModelSaving() {}

  /** Prints a line for each run. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("synapse-bench");
    try (Store store = Store.open(folder.resolve("store"))) {
      Path model = Files.createDirectory(folder.resolve("model"));
      Files.write(model.resolve("weights"), new byte[MODEL_BYTES]);
      OUT.printf("%10s %12s%n", "ownership", "models/s");
      for (int run = 0; run < RUNS; run++) {
        for (FileOwnership ownership : FileOwnership.values()) {
          OUT.printf(Locale.ROOT, "%10s %12.0f%n", ownership, perSecond(store, model, ownership));
        }
      }
    } finally {
      FileTree.delete(folder);
    }
  }

  private static double perSecond(Store store, Path path, FileOwnership ownership) {
    long start = System.nanoTime();
    for (int i = 0; i < MODELS; i++) {
      store
          .models()
          .save(
              new NewModel(
                  "bench_" + i,
                  "run",
                  "trial_" + i,
                  path,
                  ownership,
                  Map.of("x", 1L),
                  Map.of("score", 0.5),
                  new ModelFingerprints("", ""),
                  Instant.now()));
    }
    return MODELS / ((System.nanoTime() - start) / 1e9);
  }
}
