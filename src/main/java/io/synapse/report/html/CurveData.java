package io.synapse.report.html;

import io.synapse.report.html.PageTemplate.EmbeddedJson;
import io.synapse.run.LoggedSeries;
import io.synapse.run.ReportTable;
import io.synapse.run.TrialRecord;
import io.synapse.store.run.StoredRun.RecordedRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What trials reported and logged, with as many points for each as keep the page small enough to
 * open quickly. First and last points are always there.
 */
final class CurveData {

  private static final int MOST_NUMBERS = 800_000;
  private static final int FEWEST_POINTS = 8;
  private static final int MOST_POINTS = 500;

  private final RecordedRun run;
  private final int mostPoints;

  CurveData(RecordedRun run) {
    this.run = run;
    long curves = Math.max(1, run.record().trials().stream().mapToLong(CurveData::curves).sum());
    this.mostPoints = (int) Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, MOST_NUMBERS / curves));
  }

  private static long curves(TrialRecord trial) {
    return trial.log().reports().metrics().size() + 1L + 2L * trial.log().series().size();
  }

  EmbeddedJson toJson() {
    Map<String, Object> trials = new LinkedHashMap<>();
    run.record().trials().stream()
        .filter(trial -> trial.log().reports().size() > 0 || !trial.log().series().isEmpty())
        .forEach(trial -> trials.put(trial.id(), trial(trial)));
    return EmbeddedJson.of(Map.of("points", mostPoints, "trials", trials));
  }

  private Map<String, Object> trial(TrialRecord trial) {
    ReportTable reports = trial.log().reports();
    int[] rows = chosen(reports.size());
    Map<String, Object> metrics = new LinkedHashMap<>();
    reports.metrics().stream()
        .filter(metric -> !metric.equals("training_iteration"))
        .forEach(metric -> metrics.put(metric, numbers(rows, row -> reports.value(metric, row))));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("iterations", IntStream.of(rows).mapToLong(reports::iteration).toArray());
    fields.put("metrics", metrics);
    fields.put("logged", trial.log().series().stream().map(this::logged).toList());
    return fields;
  }

  private List<Object> logged(LoggedSeries series) {
    int[] rows = chosen(series.size());
    return List.of(
        series.category(),
        series.key(),
        series.stepName(),
        numbers(rows, series::step),
        numbers(rows, series::value));
  }

  /** Evenly spread rows. */
  private int[] chosen(int size) {
    if (size <= mostPoints) {
      return IntStream.range(0, size).toArray();
    }
    return IntStream.range(0, mostPoints)
        .map(i -> (int) ((long) i * (size - 1) / (mostPoints - 1)))
        .toArray();
  }

  private static List<Object> numbers(int[] rows, IntToDoubleFunction values) {
    List<Object> numbers = new ArrayList<>(rows.length);
    for (int row : rows) {
      numbers.add(shortened(values.applyAsDouble(row)));
    }
    return numbers;
  }

  /** A curve is drawn, not read: seven digits do. What is not finite is a gap. */
  private static Object shortened(double value) {
    if (!Double.isFinite(value)) {
      return null;
    }
    float brief = (float) value;
    return Float.isFinite(brief) && (brief != 0 || value == 0) ? (Object) brief : (Object) value;
  }
}
