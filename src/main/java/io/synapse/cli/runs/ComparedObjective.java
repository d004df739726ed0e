package io.synapse.cli.runs;

import io.synapse.cli.runs.ComparisonText.ComparisonRow;
import io.synapse.cli.runs.RunComparison.RunLabel;
import io.synapse.space.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * How well several runs did by one objective, each beside the first, and how soon. What a run lacks
 * is null.
 *
 * @param goal the objective of at least one of them
 * @param courses of each run the best value after each finished trial
 */
record ComparedObjective(Objective goal, List<double[]> courses) {

  static ComparedObjective of(Objective goal, List<ReadRun> runs) {
    return new ComparedObjective(
        goal, runs.stream().map(run -> run.trials().bestSoFar(goal)).toList());
  }

  List<ComparisonRow> rows() {
    List<ComparisonRow> rows = new ArrayList<>();
    rows.add(new ComparisonRow("best %s (%s)".formatted(goal.metric(), mode()), bests()));
    rows.add(new ComparisonRow("difference to " + RunLabel.of(0), differences()));
    rows.add(new ComparisonRow("which is", directions()));
    for (int run = 0; run < courses.size(); run++) {
      if (hasBest(run)) {
        String until = "trials until the best of " + RunLabel.of(run);
        rows.add(new ComparisonRow(until, trialsUntilTheBestOf(run)));
      }
    }
    return rows;
  }

  Map<String, Object> toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("metric", goal.metric());
    fields.put("mode", mode());
    fields.put("best", bests());
    fields.put("difference", differences());
    fields.put("direction", directions());
    fields.put("trials_until_best_of", ofEach(this::trialsUntilTheBestOf));
    return fields;
  }

  private String mode() {
    return goal.mode().name().toLowerCase(Locale.ROOT);
  }

  private List<Object> bests() {
    return ofEach(run -> hasBest(run) ? best(run) : null);
  }

  private List<Object> differences() {
    return ofEach(run -> isComparable(run) ? best(run) - best(0) : null);
  }

  private List<Object> directions() {
    return ofEach(run -> isComparable(run) ? direction(run) : null);
  }

  private String direction(int run) {
    if (best(run) == best(0)) {
      return "equal";
    }
    return goal.mode().isBetter(best(run), best(0)) ? "better" : "worse";
  }

  private boolean isComparable(int run) {
    return run > 0 && hasBest(0) && hasBest(run);
  }

  /** Of each run, after how many of its finished trials it was as good as one of them at last. */
  private List<Object> trialsUntilTheBestOf(int target) {
    return ofEach(run -> hasBest(target) ? trialsUntil(best(target), courses.get(run)) : null);
  }

  private Integer trialsUntil(double value, double[] course) {
    for (int trial = 0; trial < course.length; trial++) {
      if (course[trial] == value || goal.mode().isBetter(course[trial], value)) {
        return trial + 1;
      }
    }
    return null;
  }

  private boolean hasBest(int run) {
    return Double.isFinite(best(run));
  }

  private double best(int run) {
    double[] course = courses.get(run);
    return course.length == 0 ? Double.NaN : course[course.length - 1];
  }

  /** A list that may hold nulls. */
  private List<Object> ofEach(IntFunction<Object> value) {
    List<Object> values = new ArrayList<>();
    for (int run = 0; run < courses.size(); run++) {
      values.add(value.apply(run));
    }
    return values;
  }
}
