package io.synapse.store;

import io.synapse.space.Objective;
import io.synapse.store.dataset.StoredDataset.NewDataset;
import io.synapse.store.model.NewModel;
import io.synapse.store.model.NewModel.ModelName;
import io.synapse.store.model.StoredModel.ModelFingerprints;
import io.synapse.store.run.StoredRun.NewRun;
import io.synapse.store.run.StoredRun.RunMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Models, runs and data sets to keep. */
public final class StoreSamples {

  public static final Instant TIME = Instant.parse("2026-11-23T17:50:26.123Z");

  private static final int SEED = 7;

  private StoreSamples() {}

  /** A model whose files are a plugin's. */
  public static NewModel model(Path path) {
    return model(path, NewModel.FileOwnership.PLUGIN);
  }

  public static NewModel model(Path path, NewModel.FileOwnership ownership) {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("learning_rate", 0.001);
    config.put("layers", List.of(64L, 32L));
    Map<String, Object> metrics = new LinkedHashMap<>();
    metrics.put("accuracy", 0.92);
    metrics.put("training_iteration", 30L);
    return new NewModel(
        ModelName.ofTrial("digits:v1,small", "1f0c22ab_00007"),
        "digits-20261123-175026",
        "1f0c22ab_00007",
        path,
        ownership,
        config,
        metrics,
        new ModelFingerprints("d".repeat(64), "e".repeat(64)),
        TIME);
  }

  /** A file of random bytes, {@code weights.bin}. */
  public static Path weights(Path folder, int bytes) throws IOException {
    byte[] content = new byte[bytes];
    new Random(SEED).nextBytes(content);
    return Files.write(Files.createDirectories(folder).resolve("weights.bin"), content);
  }

  public static NewRun run(String name) {
    Objective objective = new Objective("accuracy", Objective.Mode.MAX);
    return new NewRun(name, RunMode.TUNE, Optional.of(objective), TIME);
  }

  public static NewDataset dataset(Path path, NewDataset.Placement placement) {
    return new NewDataset(path, OptionalInt.empty(), Optional.empty(), placement);
  }
}
