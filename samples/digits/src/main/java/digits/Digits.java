package digits;

import io.synapse.api.Checkpoint;
import io.synapse.api.Dataset;
import io.synapse.api.Hyperparameters;
import io.synapse.api.TrainPlugin;
import io.synapse.api.TrainRun;

/** Learns handwritten digits. */
public final class Digits implements TrainPlugin {
  @Override
  public Object train(
      TrainRun run, Dataset dataset, Hyperparameters hyperparameter, Checkpoint checkpoint) {
    return null;
  }
}
