package io.synapse.report.importance;

import java.util.Arrays;

/**
 * How often values were tried along an axis: a Parzen estimate on a grid of cells, so that it sums
 * up to 1. Numbers have a Gaussian kernel with Scott's bandwidth, categories none; both are mixed
 * with one uniform observation, which keeps every cell above 0.
 */
final class Density {

  private static final int CELLS = 50;
  private static final double SCOTT = 1.059;
  private static final double SMALLEST_BANDWIDTH = 0.5;

  private final Axis axis;
  private final int cells;
  private final double lowest;
  private final double cellWidth;

  /** Densities along an axis on which values differ. */
  Density(Axis axis) {
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
