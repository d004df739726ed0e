package io.synapse.samples;

import io.synapse.api.Checkpoint;
import io.synapse.api.Dataset;
import io.synapse.api.Hyperparameters;
import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;

/** The sample plugin in the jar that the build made, ready to be run. */
final class DigitsSample {

  /** The sample's folder. */
  static final Path FOLDER = Path.of("").toAbsolutePath().resolve("samples/digits");

  /** The sample's data set. */
  static final Dataset DATA = new SampleDataset(FOLDER.resolve("data/digits.csv.gz"));

  /** The seed of every run that names no other. */
  static final long SEED = 11;

  /** One for all tests, as one serves all trials of a run: its classes get fast only with use. */
  private static final ClassLoader LOADER = openJar();

  private final Path folder;

  /**
   * Prepares runs of the plugin.
   *
   * @param folder where they may write
   */
  DigitsSample(Path folder) {
    this.folder = folder;
  }

  private static ClassLoader openJar() {
    try {
      URL jar = FOLDER.resolve("target/digits.jar").toUri().toURL();
      return new URLClassLoader(new URL[] {jar}, DigitsSample.class.getClassLoader());
    } catch (MalformedURLException e) {
      throw new IllegalStateException(e);
    }
  }

  TrainPlugin trainPlugin() {
    return ServiceLoader.load(TrainPlugin.class, LOADER).findFirst().orElseThrow();
  }

  TunePlugin tunePlugin() {
    return ServiceLoader.load(TunePlugin.class, LOADER).findFirst().orElseThrow();
  }

  /** The text of {@code hyperparameters.schema.json} in the jar. */
  String schema() throws IOException {
    URL resource = Objects.requireNonNull(LOADER.getResource("hyperparameters.schema.json"));
    try (InputStream in = resource.openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  RecordingRun train(Map<String, Object> values) throws Exception {
    return trainWithSeed(SEED, values);
  }

  RecordingRun trainWithSeed(long seed, Map<String, Object> values) throws Exception {
    RecordingRun run = new RecordingRun(freshFolder(), seed);
    trainPlugin().train(run, DATA, values(values), null);
    return run;
  }

  RecordingRun trainFrom(Checkpoint checkpoint, Map<String, Object> values) throws Exception {
    RecordingRun run = freshRun();
    trainPlugin().train(run, DATA, values(values), checkpoint);
    return run;
  }

  RecordingRun trainOn(Dataset dataset, Map<String, Object> values) throws Exception {
    RecordingRun run = freshRun();
    trainPlugin().train(run, dataset, values(values), null);
    return run;
  }

  /** Trains, and gives the model as the engine gives it to a later training. */
  Checkpoint trainedModel(Map<String, Object> values) throws Exception {
    Object model = trainPlugin().train(freshRun(), DATA, values(values), null);
    return Checkpoint.fromDirectory((Path) model);
  }

  RecordingRun tune(Map<String, Object> values, Checkpoint checkpoint) throws Exception {
    RecordingRun run = freshRun();
    tunePlugin().tune(values(values), run, DATA, checkpoint);
    return run;
  }

  /** A run with a folder of its own. */
  RecordingRun freshRun() throws IOException {
    return new RecordingRun(freshFolder(), SEED);
  }

  static Hyperparameters values(Map<String, Object> values) {
    return new Hyperparameters(new LinkedHashMap<>(values));
  }

  private Path freshFolder() throws IOException {
    return Files.createTempDirectory(folder, "run");
  }
}
