package io.synapse.terminal;

import io.synapse.run.Phase;
import io.synapse.run.TrialStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How far a run is, in one line. */
final class ProgressText {

  private ProgressText() {}

  /** The line. */
  static String of(RunViewState model) {
    List<String> parts = new ArrayList<>();
    parts.add(ValueText.percent(model.progress().overall()) + " done");
    if (model.plan().tuning()) {
      parts.add(trials(model));
      model.trials().best().ifPresent(best -> parts.add(best(best, model)));
    } else {
      model
          .progress()
          .steps(Phase.TRAIN)
          .filter(steps -> steps.total() > 0)
          .ifPresent(steps -> parts.add("train " + steps.current() + "/" + steps.total()));
      model.metrics().byCategory().forEach((category, values) -> parts.add(join(category, values)));
    }
    model
        .progress()
        .remaining(model.now())
        .ifPresent(left -> parts.add("about " + ValueText.duration(left) + " left"));
    return String.join("; ", parts);
  }

  private static String trials(RunViewState model) {
    int finished = model.trials().finishedCount();
    String counts = StatusCounts.text(model.counts());
    return "%d of %d trials finished: %s".formatted(finished, model.trialTotal(), counts);
  }

  private static String best(TrialRow best, RunViewState model) {
    String metric = model.trials().objective().orElseThrow().metric();
    return "best %s %s=%s"
        .formatted(best.id(), metric, ValueText.metric(best.metrics().get(metric)));
  }

  private static String join(String category, Map<String, Object> values) {
    List<String> pairs = new ArrayList<>();
    values.forEach((key, value) -> pairs.add(key + "=" + ValueText.metric(value)));
    return (category.isEmpty() ? "" : category + " ") + String.join(" ", pairs);
  }

  /** Numbers of trials by status, in words. */
  static final class StatusCounts {

    private static final List<TrialStatus> ORDER =
        List.of(
            TrialStatus.RUNNING,
            TrialStatus.TERMINATED,
            TrialStatus.ERROR,
            TrialStatus.PAUSED,
            TrialStatus.PENDING);

    private StatusCounts() {}

    /** {@code 30 TERMINATED, 7 PENDING}: what there is none of is left out. */
    static String text(Map<TrialStatus, Integer> counts) {
      return ORDER.stream()
          .filter(status -> counts.getOrDefault(status, 0) > 0)
          .map(status -> counts.get(status) + " " + status)
          .collect(Collectors.joining(", "));
    }

    /** All of them. */
    static int total(Map<TrialStatus, Integer> counts) {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }
}
