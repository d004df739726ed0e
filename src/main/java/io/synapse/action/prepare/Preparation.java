package io.synapse.action.prepare;

import io.synapse.dataset.DatasetContent;
import io.synapse.job.Bindings.PythonReference;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.plugin.Plugin;
import io.synapse.store.model.StoredModel;
import java.util.Optional;

/**
 * A job with everything that it names found and checked. The caller closes it.
 *
 * @param loaded the job
 * @param plugin its plugin
 * @param python the interpreter that the run keeps to, if one is named or was chosen
 * @param dataset its data set, not yet read
 * @param checkpoint the model to start from
 * @param plan what will be done
 * @param options what the user said beside the job
 */
public record Preparation(
    LoadedJob loaded,
    Plugin plugin,
    Optional<PythonReference> python,
    LocatedDataset dataset,
    Optional<StoredModel> checkpoint,
    TrainPlan plan,
    RunOptions options)
    implements AutoCloseable {

  /**
   * Where a data set was found.
   *
   * @param id the job's number for it
   * @param name its name, for people
   * @param content its names, read
   * @param registered whether the store knows it under the id
   */
  public record LocatedDataset(int id, String name, DatasetContent content, boolean registered) {}

  @Override
  public void close() {
    plugin.close();
  }
}
