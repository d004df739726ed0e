package io.synapse.report.html;

import io.synapse.report.importance.Axis;
import io.synapse.report.importance.Importance;
import io.synapse.report.importance.PedAnova;
import io.synapse.report.record.JsonFields;
import io.synapse.report.record.RecordedRun;
import io.synapse.report.record.RecordedTrial;
import io.synapse.space.Objective;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hyperparameters of a run: those that the job searches in its order, and others that trials
 * have.
 *
 * @param columns them
 */
record SpaceColumns(List<SpaceColumn> columns) {

  static SpaceColumns of(RecordedRun run) {
    Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
    JsonFields.objects(run.params(), "hyperparameters")
        .forEach(entry -> entries.put(JsonFields.text(entry, "name"), entry));
    run.trials()
        .forEach(
            trial -> trial.config().keySet().forEach(name -> entries.putIfAbsent(name, Map.of())));
    return new SpaceColumns(
        entries.entrySet().stream()
            .map(entry -> SpaceColumn.of(entry.getKey(), entry.getValue(), run.trials()))
            .toList());
  }

  /** How much each mattered, by the trials that ended well with a finite value. */
  List<Importance> importances(RecordedRun run) {
    Optional<Objective> objective = run.row().objective();
    List<RecordedTrial> counted =
        run.trials().stream()
            .filter(trial -> trial.status().equals("TERMINATED"))
            .filter(trial -> Double.isFinite(Ranking.loss(trial, objective)))
            .toList();
    List<Axis> axes =
        columns.stream().map(column -> column.axis(counted)).flatMap(Optional::stream).toList();
    return PedAnova.of(
        axes, counted.stream().mapToDouble(trial -> Ranking.loss(trial, objective)).toArray());
  }
}
