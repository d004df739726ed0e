package io.synapse.store;

import io.synapse.problem.OperationFailedException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which runs still need a model. */
final class ModelReferences {

  private final StoreLayout layout;

  ModelReferences(StoreLayout layout) {
    this.layout = layout;
  }

  /** What refers to a model, a sentence's part each: {@code it is the best of run digits-1}. */
  List<String> to(Sql sql, long model) throws SQLException {
    List<String> found = new ArrayList<>();
    for (StoredRun run : RunRows.all(sql)) {
      if (run.outcome().modelId().orElse(-1) == model) {
        found.add("it is the best of run " + run.id());
      } else if (canGoOn(run) && startsFrom(run, model)) {
        found.add("run " + run.id() + ", which can go on, starts from it");
      }
    }
    return found;
  }

  /** A tuning run that is finished can be given more trials, and they would start from it. */
  private static boolean canGoOn(StoredRun run) {
    return run.status() != RunStatus.COMPLETED || run.mode() == RunMode.TUNE;
  }

  /** A run whose job cannot be read cannot go on either. */
  private boolean startsFrom(StoredRun run, long model) {
    RunFolder folder = RunFolder.of(run, layout);
    if (!Files.exists(folder.jobFile())) {
      return false;
    }
    try {
      return folder.job().get("job") instanceof Map<?, ?> job
          && job.get("params") instanceof Map<?, ?> params
          && params.get("checkpoint") instanceof Number checkpoint
          && checkpoint.longValue() == model;
    } catch (OperationFailedException e) {
      return false;
    }
  }
}
