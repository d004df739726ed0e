package io.synapse.search.tpe;

import io.synapse.search.tpe.AxisKernels.CategoryKernels;
import io.synapse.search.tpe.DensityRatio.ObservationDensity;
import io.synapse.search.tpe.KernelMixture.KernelWeights;
import io.synapse.search.tpe.SortedObservations.AxisObservations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds the densities of a part of the observations along given axes. */
final class ObservationKernels {

  private final KernelSettings settings;
  private final SortedObservations observations;
  private final int[] rows;
  private final KernelWeights weights;

  /** For each row, the index of the observation in the part; -1 if it is not in the part. */
  private final int[] indices;

  /**
   * Creates the kernels of a part.
   *
   * @param observations all observations, which include those of the part
   */
  ObservationKernels(
      KernelSettings settings, SortedObservations observations, ObservationSplit.Part part) {
    this.settings = settings;
    this.observations = observations;
    this.rows =
        part.observed().stream().mapToInt(each -> observations.row(each.number())).toArray();
    this.weights = new KernelWeights(part.weights(), settings.priorWeight());
    this.indices = new int[observations.rows()];
    Arrays.fill(indices, -1);
    for (int index = 0; index < rows.length; index++) {
      indices[rows[index]] = index;
    }
  }

  /** The density along some axes, from which points can be drawn. */
  KernelMixture mixture(int[] axes) {
    List<AxisKernels> kernels = new ArrayList<>();
    for (int axis : axes) {
      AxisObservations axisObservations = observations.along(axis);
      kernels.add(
          axisObservations.axis().isCategorical()
              ? categoryKernels(axisObservations)
              : new NormalKernels(normalsOf(axisObservations)));
    }
    return new KernelMixture(kernels, weights);
  }

  /** The density along some axes, in the form that is fastest to evaluate. */
  ObservationDensity density(int[] axes) {
    AxisObservations first = observations.along(axes[0]);
    return axes.length == 1 && first.isContinuous()
        ? new RealAxisMixture(normalsOf(first), weights)
        : mixture(axes);
  }

  private CategoryKernels categoryKernels(AxisObservations axisObservations) {
    int options = axisObservations.axis().options().size();
    return new CategoryKernels(
        options,
        positions(axisObservations, rows.length),
        settings.smoothing().of(weights.size(), options));
  }

  private TruncatedNormals normalsOf(AxisObservations axisObservations) {
    KernelSupport support = axisObservations.support();
    int prior = rows.length;
    double[] means = positions(axisObservations, prior + 1);
    means[prior] = support.priorMean();
    double minDeviation = support.priorDeviation() * settings.minWidth().of(weights.size());
    return TruncatedNormals.of(
        support, means, insertPrior(axisObservations.ordered(indices, prior), means), minDeviation);
  }

  private double[] positions(AxisObservations axisObservations, int count) {
    double[] positions = new double[count];
    for (int index = 0; index < rows.length; index++) {
      positions[index] = axisObservations.position(rows[index]);
    }
    return positions;
  }

  private static int[] insertPrior(int[] order, double[] means) {
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
