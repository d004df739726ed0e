package io.synapse.terminal;

import io.synapse.trial.TrialStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Numbers of trials by status, in words. */
final class StatusCounts {

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
