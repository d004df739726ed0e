package io.synapse.cli.runs;

import io.synapse.cli.output.FieldList;
import io.synapse.cli.output.FieldList.ShownValues;
import io.synapse.space.Objective;
import io.synapse.store.model.StoredModel;
import io.synapse.terminal.ValueText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The best trial of a run.
 *
 * @param facts the run
 * @param trial the trial
 * @param model its model, when it has one that is still in the store
 */
record BestTrial(RunFacts facts, TrialEntry trial, Optional<StoredModel> model) {

  Map<String, Object> toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("run_id", facts.run().id());
    fields.put("name", facts.run().jobName());
    fields.put("trial_id", trial.id());
    fields.put("metric", objective().map(Objective::metric).orElse(null));
    fields.put("mode", objective().map(BestTrial::mode).orElse(null));
    fields.put("value", objective().map(goal -> trial.metrics().get(goal.metric())).orElse(null));
    fields.put("config", trial.config());
    fields.put("metrics", trial.metrics());
    fields.put("model_id", trial.modelId());
    fields.put("model_path", model.map(found -> found.filesFolder().toString()).orElse(null));
    fields.put("trial_logdir", trial.folder());
    return fields;
  }

  FieldList fields() {
    FieldList fields = new FieldList().add("run", facts.run().id()).add("best trial", trial.id());
    objective().ifPresent(goal -> fields.add(goal.metric(), value(goal)));
    return fields
        .add("config", ShownValues.of(trial.config()))
        .add("metrics", ShownValues.of(trial.metrics()))
        .add("model", modelText())
        .add("trial folder", trial.folder());
  }

  private Optional<Objective> objective() {
    return facts.run().objective();
  }

  private String value(Objective goal) {
    return ValueText.metric(trial.metrics().get(goal.metric())) + " (" + mode(goal) + ")";
  }

  private String modelText() {
    if (trial.modelId() == null) {
      return "none";
    }
    String place =
        model.map(found -> found.filesFolder().toString()).orElse("removed from the store");
    return trial.modelId() + "  " + place;
  }

  private static String mode(Objective objective) {
    return objective.mode().name().toLowerCase(Locale.ROOT);
  }
}
