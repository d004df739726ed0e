package io.synapse.report.html;

import io.synapse.files.JsonFields;
import io.synapse.report.importance.HyperparameterValues;
import io.synapse.report.importance.PedAnova;
import io.synapse.run.TrialRecord;
import io.synapse.space.DistributionType;
import io.synapse.space.Objective;
import io.synapse.store.run.StoredRun.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The hyperparameters of a run: those that the job searches in its order, and others that trials
 * have.
 *
 * @param columns them
 */
record SpaceColumns(List<SpaceColumn> columns) {

  static SpaceColumns of(RecordedRun run) {
    Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
    JsonFields.objects(run.record().params(), "hyperparameters")
        .forEach(entry -> entries.put(JsonFields.text(entry, "name"), entry));
    run.record()
        .trials()
        .forEach(
            trial -> trial.config().keySet().forEach(name -> entries.putIfAbsent(name, Map.of())));
    return new SpaceColumns(
        entries.entrySet().stream()
            .map(entry -> SpaceColumn.of(entry.getKey(), entry.getValue(), run.record().trials()))
            .toList());
  }

  /** How much each mattered, by the trials that ended well with a finite value. */
  List<PedAnova.Importance> importances(RecordedRun run) {
    Optional<Objective> objective = run.row().objective();
    List<TrialRecord> counted =
        run.record().trials().stream()
            .filter(trial -> trial.status().equals("TERMINATED"))
            .filter(trial -> Double.isFinite(TrialRanking.loss(trial, objective)))
            .toList();
    List<HyperparameterValues> axes =
        columns.stream().map(column -> column.axis(counted)).flatMap(Optional::stream).toList();
    return PedAnova.of(
        axes, counted.stream().mapToDouble(trial -> TrialRanking.loss(trial, objective)).toArray());
  }

  /**
   * A hyperparameter as a column of the page.
   *
   * @param name its name
   * @param type its type in the job; empty text where the job doesn't search it
   * @param options what it may be, for one of several things; empty for numbers
   * @param logarithmic whether it was searched on a logarithmic scale
   */
  record SpaceColumn(String name, String type, List<Object> options, boolean logarithmic) {

    static SpaceColumn of(String name, Map<String, Object> entry, List<TrialRecord> trials) {
      String type = String.valueOf(entry.getOrDefault("type", ""));
      boolean logarithmic = DistributionType.named(type).map(DistributionType::isLog).orElse(false);
      Set<Object> seen = new LinkedHashSet<>();
      if (entry.get("options") instanceof List<?> options) {
        seen.addAll(options);
      }
      boolean categorical = !seen.isEmpty() || !allNumbers(name, trials);
      if (categorical) {
        trials.forEach(trial -> Optional.ofNullable(trial.config().get(name)).ifPresent(seen::add));
      }
      return new SpaceColumn(
          name, type, categorical ? new ArrayList<>(seen) : List.of(), logarithmic && !categorical);
    }

    private static boolean allNumbers(String name, List<TrialRecord> trials) {
      return trials.stream()
          .map(trial -> trial.config().get(name))
          .allMatch(value -> value == null || value instanceof Number);
    }

    boolean isCategorical() {
      return !options.isEmpty();
    }

    /** Where these trials are on it; empty when one of them has no value that fits. */
    Optional<HyperparameterValues> axis(List<TrialRecord> trials) {
      double[] positions = trials.stream().mapToDouble(this::position).toArray();
      for (double position : positions) {
        if (!Double.isFinite(position)) {
          return Optional.empty();
        }
      }
      return Optional.of(
          isCategorical()
              ? HyperparameterValues.categories(name, positions, options.size())
              : HyperparameterValues.numbers(name, positions));
    }

    private double position(TrialRecord trial) {
      Object value = trial.config().get(name);
      if (isCategorical()) {
        int index = options.indexOf(value);
        return index < 0 ? Double.NaN : index;
      }
      double number = value instanceof Number found ? found.doubleValue() : Double.NaN;
      return logarithmic ? Math.log(number) : number;
    }

    Map<String, Object> toJson() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", name);
      fields.put("type", type);
      fields.put("options", isCategorical() ? options : null);
      fields.put("log", logarithmic);
      return fields;
    }
  }
}
