package io.synapse.execute.worker;

import io.synapse.dataset.DatasetReader;
import io.synapse.dataset.PreparedDataset;
import io.synapse.execute.SharedDataset;
import io.synapse.execute.attempt.AttemptSettings;
import io.synapse.plugin.JavaPlugin;
import io.synapse.plugin.PluginLoader;
import io.synapse.protocol.DriverMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a worker has made of its setup.
 *
 * @param attempts what all attempts share; null when it could not be made
 * @param failure why it could not be made
 */
record WorkerSetup(AttemptSettings attempts, Optional<Throwable> failure) {

  /**
   * Loads plugin and data set; what goes wrong is kept, to be told as the first trial's failure.
   */
  static WorkerSetup of(DriverMessage.Setup said) {
    try {
      return new WorkerSetup(attempts(said), Optional.empty());
    } catch (RuntimeException | Error e) {
      return new WorkerSetup(null, Optional.of(e));
    }
  }

  private static AttemptSettings attempts(DriverMessage.Setup said) {
    List<Path> classPath = said.plugin().classPath().stream().map(Path::of).toList();
    JavaPlugin plugin = PluginLoader.load(classPath, Optional.of(said.plugin().name()));
    DriverMessage.DatasetPlace place = said.dataset();
    PreparedDataset dataset =
        new PreparedDataset(
            place.id(),
            place.name(),
            DatasetReader.read(Path.of(place.path())),
            place.fingerprint());
    return new AttemptSettings(
        plugin,
        new SharedDataset(dataset),
        Optional.ofNullable(said.startModel()).map(Path::of),
        said.tuning());
  }
}
