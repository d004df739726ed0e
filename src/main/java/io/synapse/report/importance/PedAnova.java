package io.synapse.report.importance;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Hyperparameter importance by Pearson divergence: an axis matters as much as the values of the
 * best trials are distributed unlike those of all trials.
 *
 * <p>PED-ANOVA: Shuhei Watanabe, Archit Bansal, Frank Hutter, "PED-ANOVA: Efficiently Quantifying
 * Hyperparameter Importance in Arbitrary Subspaces", IJCAI 2023.
 */
public final class PedAnova {

  /** Fewer tell nothing. */
  public static final int LEAST_TRIALS = 4;

  private static final double BEST_PART = 0.1;
  private static final int LEAST_BEST = 8;

  private PedAnova() {}

  /**
   * The importance of each axis, the most important first.
   *
   * @param axes hyperparameters; each has a position for every trial
   * @param losses what each trial came to, finite, lower being better
   * @return empty with fewer than {@value #LEAST_TRIALS} trials
   */
  public static List<Importance> of(List<Axis> axes, double[] losses) {
    if (losses.length < LEAST_TRIALS) {
      return List.of();
    }
    int[] all = IntStream.range(0, losses.length).toArray();
    int[] best = best(losses);
    double[] divergences = axes.stream().mapToDouble(axis -> divergence(axis, best, all)).toArray();
    double sum = IntStream.range(0, axes.size()).mapToDouble(i -> divergences[i]).sum();
    return IntStream.range(0, axes.size())
        .mapToObj(i -> new Importance(axes.get(i).name(), sum > 0 ? divergences[i] / sum : 0))
        .sorted(Comparator.comparingDouble(Importance::share).reversed())
        .toList();
  }

  /**
   * The best tenth; of few trials the best 8, or half of them. Those as good as its last belong to
   * it; when that is all of them, nothing mattered.
   */
  private static int[] best(double[] losses) {
    int few = Math.min(LEAST_BEST, losses.length / 2);
    int count = Math.max(few, (int) Math.ceil(losses.length * BEST_PART));
    int[] ranked =
        IntStream.range(0, losses.length)
            .boxed()
            .sorted(Comparator.comparingDouble(trial -> losses[trial]))
            .mapToInt(Integer::intValue)
            .toArray();
    double worst = losses[ranked[count - 1]];
    return IntStream.of(ranked).filter(trial -> losses[trial] <= worst).toArray();
  }

  private static double divergence(Axis axis, int[] best, int[] all) {
    if (!axis.varies()) {
      return 0;
    }
    Density density = new Density(axis);
    double[] ofBest = density.of(best);
    double[] ofAll = density.of(all);
    double divergence = 0;
    for (int i = 0; i < ofAll.length; i++) {
      double excess = ofBest[i] / ofAll[i] - 1;
      divergence += ofAll[i] * excess * excess;
    }
    return divergence;
  }
}
