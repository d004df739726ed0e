package io.synapse.execute.attempt;

import io.synapse.api.Checkpoint;
import io.synapse.api.Dataset;
import io.synapse.api.Hyperparameters;
import io.synapse.api.TrainRun;
import io.synapse.plugin.JavaPlugin;
import io.synapse.run.TrialEvent.EntryPoint;
import java.io.File;
import java.nio.file.Path;
import java.util.Map;

/** Calls the function of a plugin that serves a run: {@code tune} where it has one and it fits. */
public final class PluginCall {

  /**
   * What the function gave back.
   *
   * @param entryPoint which function it was
   * @param value null, a {@link Number}, a map of JSON values, or the text of anything else
   */
  public record Returned(EntryPoint entryPoint, Object value) {}

  private PluginCall() {}

  /**
   * Runs one attempt with a new instance of the plugin on the calling thread.
   *
   * @param checkpoint the plugin's own copy, or null
   * @throws Exception whatever the plugin throws
   */
  public static Returned call(
      JavaPlugin plugin,
      TrainRun run,
      Dataset dataset,
      Hyperparameters hyperparameter,
      Checkpoint checkpoint)
      throws Exception {
    if (run.isTune() && plugin.supportsTune()) {
      Object value = plugin.newTune().tune(hyperparameter, run, dataset, checkpoint);
      return new Returned(EntryPoint.TUNE, normalise(value));
    }
    Object value = plugin.newTrain().train(run, dataset, hyperparameter, checkpoint);
    return new Returned(EntryPoint.TRAIN, normalise(value));
  }

  private static Object normalise(Object value) {
    if (value instanceof Map<?, ?> map) {
      return PluginValues.ofMap(map);
    }
    if (value instanceof Path || value instanceof File) {
      return value.toString();
    }
    return value == null || value instanceof Number ? PluginValues.of(value) : value.toString();
  }
}
