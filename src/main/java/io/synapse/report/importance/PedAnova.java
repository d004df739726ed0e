package io.synapse.report.importance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Estimates the importance of hyperparameters by the Pearson divergence between the distribution of
 * values in the best trials and that in all trials.
 *
 * <p>PED-ANOVA: Shuhei Watanabe, Archit Bansal, Frank Hutter, "PED-ANOVA: Efficiently Quantifying
 * Hyperparameter Importance in Arbitrary Subspaces", IJCAI 2023.
 */
public final class PedAnova {

  /** The minimum number of trials for an estimate. */
  public static final int MIN_TRIALS = 4;

  private static final double BEST_FRACTION = 0.1;
  private static final int MIN_BEST = 8;

  private PedAnova() {}

  /**
   * The importance of each hyperparameter, the most important first.
   *
   * @param axes the hyperparameters; each has a value for every trial
   * @param losses the loss of each trial, finite; lower is better
   * @return empty if there are fewer than {@value #MIN_TRIALS} trials
   */
  public static List<Importance> of(List<HyperparameterValues> axes, double[] losses) {
    if (losses.length < MIN_TRIALS) {
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
   * The best tenth of the trials; of few trials the best 8, or half of them if that is fewer.
   * Trials that equal the worst of these are included; if that makes all of them, no hyperparameter
   * mattered.
   */
  private static int[] best(double[] losses) {
    int minimum = Math.min(MIN_BEST, losses.length / 2);
    int count = Math.max(minimum, (int) Math.ceil(losses.length * BEST_FRACTION));
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
   * The density of values along an axis: a Parzen estimate on a grid of cells, whose sum is 1.
   * Numbers are smoothed by a Gaussian kernel with Scott's bandwidth, categories are not; both are
   * mixed with one uniform observation, which keeps every cell above 0.
   */
  static final class GridDensity {

    private static final int CELLS = 50;
    private static final double SCOTT = 1.059;
    private static final double SMALLEST_BANDWIDTH = 0.5;

    private final HyperparameterValues axis;
    private final int cells;
    private final double min;
    private final double cellWidth;

    /** Creates densities along an axis with at least two different values. */
    GridDensity(HyperparameterValues axis) {
      this.axis = axis;
      this.cells = axis.isCategorical() ? axis.categories() : CELLS;
      this.min = axis.min();
      this.cellWidth = axis.isCategorical() ? 1 : (axis.max() - min) / CELLS;
    }

    /** The density of the values of some trials, by cell. */
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
      int index = axis.isCategorical() ? (int) position : (int) ((position - min) / cellWidth);
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

    /** Adds a kernel, renormalised because the ends of the axis truncate it. */
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
   * The importance of a hyperparameter.
   *
   * @param name its name
   * @param share its share of the total importance, from 0 to 1; the shares add up to 1, unless no
   *     hyperparameter mattered
   */
  public record Importance(String name, double share) {}
}
