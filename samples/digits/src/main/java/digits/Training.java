package digits;

import io.synapse.api.Checkpoint;
import io.synapse.api.Dataset;
import io.synapse.api.Hyperparameters;
import io.synapse.api.TrainRun;
import java.io.IOException;
import java.nio.file.Path;

/** A training from its first epoch, or from the one after its checkpoint, to its last. */
final class Training {

  private final Settings settings;
  private final DigitsData data;
  private final RandomSource random;
  private TrainingState state;

  private Training(
      Settings settings, DigitsData data, RandomSource random, TrainingState initialState) {
    this.settings = settings;
    this.data = data;
    this.random = random;
    this.state = initialState;
  }

  /**
   * Gets everything ready.
   *
   * @param checkpoint where to go on from; null to start with random weights
   * @throws IllegalArgumentException when a hyperparameter, the data set or the checkpoint is wrong
   * @throws IOException when a file cannot be read
   */
  static Training prepare(
      TrainRun run, Dataset dataset, Hyperparameters hyperparameter, Checkpoint checkpoint)
      throws IOException {
    Settings settings = Settings.from(hyperparameter);
    DigitsData data = DigitsData.load(dataset);
    RandomSource random = new RandomSource(run.seed());
    if (checkpoint == null) {
      return new Training(settings, data, random, TrainingState.fresh(settings, random));
    }
    TrainingState state = resume(run, settings, checkpoint);
    return new Training(settings, data, random, state);
  }

  private static TrainingState resume(TrainRun run, Settings settings, Checkpoint checkpoint)
      throws IOException {
    CheckpointFile.Content content = CheckpointFile.in(checkpoint.path()).read(settings);
    TrainingState state = content.state();
    if (content.optimizerRestarted()) {
      run.logMessage(
          "the checkpoint has another optimizer; "
              + settings.optimizer().label()
              + " starts without a memory of earlier gradients");
    }
    if (state.epoch() > settings.epochs()) {
      throw new IllegalArgumentException(
          "hyperparameter 'epochs' counts those before the checkpoint, which is at epoch %d; it must be above that, and is %d"
              .formatted(state.epoch(), settings.epochs()));
    }
    run.logMessage("going on from epoch %d of %d".formatted(state.epoch(), settings.epochs()));
    return state;
  }

  boolean hasNextEpoch() {
    return state.epoch() < settings.epochs();
  }

  /** Trains for one epoch and measures what came of it. */
  EpochResult nextEpoch() {
    int epoch = state.epoch() + 1;
    Evaluation training = new Epoch(settings, state, data.training(), random.forEpoch(epoch)).run();
    state = state.afterEpoch();
    return new EpochResult(epoch, training, state.network().evaluate(data.validation()));
  }

  int epochs() {
    return settings.epochs();
  }

  DigitsData data() {
    return data;
  }

  Network network() {
    return state.network();
  }

  /**
   * Saves the state as it is now.
   *
   * @param folder made when it does not exist; an earlier state in it is replaced
   * @return the folder
   */
  Path saveTo(Path folder) throws IOException {
    CheckpointFile.in(folder).write(state);
    return folder;
  }

  /** For a person: what happened and what to do. */
  String explainDivergence() {
    return "the loss is not a number any more in epoch %d: the training diverged; learning_rate %s is probably too large"
        .formatted(state.epoch(), settings.learningRate());
  }
}
