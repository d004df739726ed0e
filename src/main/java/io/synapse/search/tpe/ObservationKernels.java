package io.synapse.search.tpe;

import io.synapse.search.tpe.AxisKernels.CategoryKernels;
import io.synapse.search.tpe.DensityRatio.ObservationDensity;
import io.synapse.search.tpe.KernelMixture.KernelWeights;
import io.synapse.search.tpe.SortedObservations.AxisObservations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The kernels of a part of the observations, along whichever axes are asked for. */
final class ObservationKernels {

  private final KernelSettings rules;
  private final SortedObservations columns;
  private final int[] rows;
  private final KernelWeights weights;

  /** By rows, the index in the part; -1 for what is not in it. */
  private final int[] indices;

  /**
   * Kernels.
   *
   * @param columns which hold the part
   */
  ObservationKernels(KernelSettings rules, SortedObservations columns, ObservationSplit.Part part) {
    this.rules = rules;
    this.columns = columns;
    this.rows = part.observed().stream().mapToInt(each -> columns.row(each.number())).toArray();
    this.weights = new KernelWeights(part.weights(), rules.priorWeight());
    this.indices = new int[columns.rows()];
    Arrays.fill(indices, -1);
    for (int index = 0; index < rows.length; index++) {
      indices[rows[index]] = index;
    }
  }

  /** The density along some axes, to be drawn from. */
  KernelMixture mixture(int[] coordinates) {
    List<AxisKernels> kernels = new ArrayList<>();
    for (int coordinate : coordinates) {
      AxisObservations column = columns.of(coordinate);
      kernels.add(
          column.axis().isCategorical() ? categories(column) : new NormalKernels(bells(column)));
    }
    return new KernelMixture(kernels, weights);
  }

  /** The density along some axes, in its quickest form. */
  ObservationDensity density(int[] coordinates) {
    AxisObservations first = columns.of(coordinates[0]);
    return coordinates.length == 1 && first.isReal()
        ? new RealAxisMixture(bells(first), weights)
        : mixture(coordinates);
  }

  private CategoryKernels categories(AxisObservations column) {
    int options = column.axis().options().size();
    return new CategoryKernels(
        options, places(column, rows.length), rules.smoothing().of(weights.size(), options));
  }

  private TruncatedNormals bells(AxisObservations column) {
    KernelSupport line = column.line();
    int prior = rows.length;
    double[] means = places(column, prior + 1);
    means[prior] = line.priorMean();
    double least = line.priorDeviation() * rules.narrowest().of(weights.size());
    return TruncatedNormals.of(
        line, means, withPrior(column.ordered(indices, prior), means), least);
  }

  private double[] places(AxisObservations column, int count) {
    double[] places = new double[count];
    for (int index = 0; index < rows.length; index++) {
      places[index] = column.place(rows[index]);
    }
    return places;
  }

  private static int[] withPrior(int[] order, double[] means) {
    int prior = order.length;
    int[] all = Arrays.copyOf(order, prior + 1);
    int rank = prior;
    for (; rank > 0 && means[all[rank - 1]] > means[prior]; rank--) {
      all[rank] = all[rank - 1];
    }
    all[rank] = prior;
    return all;
  }
}
