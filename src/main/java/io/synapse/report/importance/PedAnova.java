package io.synapse.report.importance;

import java.util.Arrays;
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
  public static List<Importance> of(List<HyperparameterValues> axes, double[] losses) {
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

  private static double divergence(HyperparameterValues axis, int[] best, int[] all) {
    if (!axis.varies()) {
      return 0;
    }
    GridDensity density = new GridDensity(axis);
    double[] ofBest = density.of(best);
    double[] ofAll = density.of(all);
    double divergence = 0;
    for (int i = 0; i < ofAll.length; i++) {
      double excess = ofBest[i] / ofAll[i] - 1;
      divergence += ofAll[i] * excess * excess;
    }
    return divergence;
  }

  /**
   * How often values were tried along an axis: a Parzen estimate on a grid of cells, so that it
   * sums up to 1. Numbers have a Gaussian kernel with Scott's bandwidth, categories none; both are
   * mixed with one uniform observation, which keeps every cell above 0.
   */
  static final class GridDensity {

    private static final int CELLS = 50;
    private static final double SCOTT = 1.059;
    private static final double SMALLEST_BANDWIDTH = 0.5;

    private final HyperparameterValues axis;
    private final int cells;
    private final double lowest;
    private final double cellWidth;

    /** Densities along an axis on which values differ. */
    GridDensity(HyperparameterValues axis) {
      this.axis = axis;
      this.cells = axis.isCategorical() ? axis.categories() : CELLS;
      this.lowest = axis.lowest();
      this.cellWidth = axis.isCategorical() ? 1 : (axis.highest() - lowest) / CELLS;
    }

    /** The density of some trials' values. */
    double[] of(int[] trials) {
      double[] counts = new double[cells];
      for (int trial : trials) {
        counts[cell(axis.position(trial))]++;
      }
      double[] density = axis.isCategorical() ? counts : smoothed(counts, trials.length);
      for (int i = 0; i < cells; i++) {
        density[i] = (density[i] + 1.0 / cells) / (trials.length + 1);
      }
      return density;
    }

    private int cell(double position) {
      int index = axis.isCategorical() ? (int) position : (int) ((position - lowest) / cellWidth);
      return Math.max(0, Math.min(cells - 1, index));
    }

    private double[] smoothed(double[] counts, int total) {
      double bandwidth =
          Math.max(SMALLEST_BANDWIDTH, SCOTT * deviation(counts, total) * Math.pow(total, -0.2));
      double[] smooth = new double[cells];
      for (int from = 0; from < cells; from++) {
        if (counts[from] > 0) {
          spread(from, counts[from], bandwidth, smooth);
        }
      }
      return smooth;
    }

    /** A kernel that is cut at the ends of the axis loses nothing. */
    private void spread(int from, double count, double bandwidth, double[] smooth) {
      double[] kernel = new double[cells];
      for (int to = 0; to < cells; to++) {
        double distance = (to - from) / bandwidth;
        kernel[to] = Math.exp(-distance * distance / 2);
      }
      double sum = Arrays.stream(kernel).sum();
      for (int to = 0; to < cells; to++) {
        smooth[to] += count * kernel[to] / sum;
      }
    }

    private static double deviation(double[] counts, int total) {
      double mean = 0;
      for (int i = 0; i < counts.length; i++) {
        mean += i * counts[i] / total;
      }
      double variance = 0;
      for (int i = 0; i < counts.length; i++) {
        variance += (i - mean) * (i - mean) * counts[i] / total;
      }
      return Math.sqrt(variance);
    }
  }

  /**
   * How much a hyperparameter mattered.
   *
   * @param name its name
   * @param share its part of what all matter together, from 0 to 1; the shares of a run add up to
   *     1, unless nothing mattered
   */
  public record Importance(String name, double share) {}
}
