package io.synapse.search;

import io.synapse.search.random.GridOrder;
import io.synapse.space.SearchSpace;
import java.util.List;
import java.util.Map;

/**
 * The number of trials of a tuning job, known before it runs.
 *
 * <p>{@code num_samples} is the number of trials, the given points included. A space of grid
 * dimensions alone may need fewer: each combination is tried once, and a given point counts as its
 * combination.
 *
 * @param trials the number of trials
 * @param explanation the reason in one line, for people
 */
public record TrialCount(int trials, String explanation) {

  /**
   * The number of trials of a job.
   *
   * @param space the search space
   * @param points the given points, as {@link io.synapse.space.PointsReader} gives them
   * @param numSamples the job's {@code num_samples}, at least 1
   */
  public static TrialCount of(SearchSpace space, List<Map<String, Object>> points, int numSamples) {
    long available = new GridOrder(space, points).trials();
    int trials = (int) Math.min(numSamples, available);
    String reason = reason(space, numSamples, available, points.size());
    return new TrialCount(trials, reason + ofPoints(points.size(), numSamples));
  }

  private static String reason(SearchSpace space, int numSamples, long available, int points) {
    if (!space.hasGrid()) {
      return "num_samples is " + numSamples;
    }
    String grid = "grid has " + combinations(space.gridSize()) + "; ";
    return space.isGridAlone()
        ? grid + ofGridAlone(numSamples, available)
        : grid + ofCyclicGrid(numSamples, space.gridSize(), numSamples - points);
  }

  private static String ofGridAlone(int numSamples, long available) {
    if (numSamples > available) {
      return "num_samples %d would repeat %s, %s run"
          .formatted(numSamples, available == 1 ? "it" : "them", trials(available));
    }
    String trials = trials(numSamples) + " run";
    return numSamples < available
        ? "num_samples %d leaves some untried, %s".formatted(numSamples, trials)
        : "all of them are tried, " + trials;
  }

  private static String ofCyclicGrid(int numSamples, long size, int trialsOnGrid) {
    if (trialsOnGrid > size) {
      return "num_samples %d goes round them with fresh draws of the other hyperparameters"
          .formatted(numSamples);
    }
    return trialsOnGrid < size
        ? "num_samples %d leaves some untried".formatted(numSamples)
        : "num_samples %d tries each once".formatted(numSamples);
  }

  private static String ofPoints(int points, int numSamples) {
    if (points > numSamples) {
      return "; only the first %d of %d points_to_evaluate fit".formatted(numSamples, points);
    }
    return switch (points) {
      case 0 -> "";
      case 1 -> "; the first is from points_to_evaluate";
      default -> "; points_to_evaluate are the first " + points;
    };
  }

  private static String combinations(long size) {
    String count = size == Long.MAX_VALUE ? "at least " + size : Long.toString(size);
    return count + (size == 1 ? " combination" : " combinations");
  }

  private static String trials(long count) {
    return count == 1 ? "1 trial is" : count + " trials are";
  }
}
