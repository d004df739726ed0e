package io.synapse.store;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which runs still need a model. */
final class ModelReferences {

  private final RunsToGoOn runs;

  ModelReferences(StoreLayout layout) {
    this.runs = new RunsToGoOn(layout);
  }

  /** What refers to a model, a sentence's part each: {@code it is the best of run digits-1}. */
  List<String> to(Sql sql, long model) throws SQLException {
    List<String> found = new ArrayList<>();
    for (StoredRun run : RunRows.all(sql)) {
      if (run.outcome().modelId().orElse(-1) == model) {
        found.add("it is the best of run " + run.id());
      } else if (runs.needs(run, job -> startsFrom(job, model))) {
        found.add("run " + run.id() + ", which can go on, starts from it");
      }
    }
    return found;
  }

  private static boolean startsFrom(Map<?, ?> job, long model) {
    return job.get("params") instanceof Map<?, ?> params
        && params.get("checkpoint") instanceof Number checkpoint
        && checkpoint.longValue() == model;
  }
}
