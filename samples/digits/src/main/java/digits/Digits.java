package digits;

import io.synapse.api.Checkpoint;
import io.synapse.api.Dataset;
import io.synapse.api.Hyperparameters;
import io.synapse.api.TrainPlugin;
import io.synapse.api.TrainRun;
import io.synapse.api.TunePlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The plugin: learns handwritten digits with a multilayer perceptron of one hidden layer.
 *
 * <p>Both entry points drive the same {@link Training}; they differ in what they tell the engine.
 * The hyperparameters are those of {@link Settings}. {@code epochs} is the total, so a training
 * that starts from a checkpoint runs only what is missing.
 */
public final class Digits implements TrainPlugin, TunePlugin {

  /**
   * Trains one model, and measures it on the digits held out until the end.
   *
   * @return the folder of the model
   */
  @Override
  public Object train(
      TrainRun run, Dataset dataset, Hyperparameters hyperparameter, Checkpoint checkpoint)
      throws IOException {
    Training training = Training.prepare(run, dataset, hyperparameter, checkpoint);
    while (training.hasNextEpoch()) {
      EpochResult result = training.nextEpoch();
      log(run, result);
      run.setProgress(result.epoch(), training.epochs());
      if (result.diverged()) {
        throw new IllegalStateException(training.explainDivergence());
      }
    }
    measureHeldOut(run, training);
    return training.saveTo(run.workDir().resolve("model"));
  }

  /**
   * Runs one trial: reports every epoch with a checkpoint to go on from. The held-out digits are
   * left alone, so that choosing the best trial cannot wear them out.
   *
   * @return the metrics on the validation digits; null when the training diverged, for then the
   *     last report says so
   */
  @Override
  public Object tune(
      Hyperparameters hyperparameter, TrainRun run, Dataset dataset, Checkpoint checkpoint)
      throws IOException {
    Training training = Training.prepare(run, dataset, hyperparameter, checkpoint);
    Path folder = run.workDir().resolve("checkpoint");
    while (training.hasNextEpoch()) {
      EpochResult result = training.nextEpoch();
      log(run, result);
      if (result.diverged()) {
        run.logMessage(training.explainDivergence());
        run.report(result.metrics());
        return null;
      }
      run.report(result.metrics(), Checkpoint.fromDirectory(training.saveTo(folder)));
    }
    Samples validation = training.data().validation();
    new MisclassifiedDigits(training.network()).log(run, "validation", validation);
    return validationMetrics(training.network().evaluate(validation));
  }

  private static void log(TrainRun run, EpochResult result) {
    Map<String, Object> moment = Map.of("epoch", result.epoch());
    run.logMetric("training", "loss", result.training().loss(), moment);
    run.logMetric("training", "accuracy", result.training().accuracy(), moment);
    run.logMetric("validation", "validation_loss", result.validation().loss(), moment);
    run.logMetric("validation", "validation_accuracy", result.validation().accuracy(), moment);
  }

  private static void measureHeldOut(TrainRun run, Training training) {
    Samples heldOut = training.data().test();
    double accuracy = training.network().evaluate(heldOut).accuracy();
    run.logMetric("test", "test_accuracy", accuracy, "epoch", training.epochs());
    run.logMessage(
        "%.1f %% of %d held-out digits are recognised".formatted(100 * accuracy, heldOut.count()));
    new MisclassifiedDigits(training.network()).log(run, "test", heldOut);
  }

  private static Map<String, Object> validationMetrics(Evaluation evaluation) {
    return Map.of(
        "validation_loss", evaluation.loss(), "validation_accuracy", evaluation.accuracy());
  }
}
