package io.synapse.search.tpe;

import io.synapse.search.model.Observations;
import io.synapse.search.tpe.TreeParzen.TpeOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Splits observations into good ones and the others. Failed trials are among the others, and so are
 * running ones, as if they were going to be bad, which keeps parallel trials apart.
 */
record ObservationSplit(Part good, Part other) {

  private static final double MIN_IMPROVEMENT = 1e-3;

  /**
   * Observations in the order of their numbers, with their weights. The array is shared and must
   * not be changed.
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(List<Observations.Observation> observed, double[] weights) {}

  static ObservationSplit of(Observations observations, TpeOptions options) {
    List<Observations.Observation> completed = observations.completed();
    boolean[] isGood = selectGood(completed, options);
    List<Observations.Observation> good = new ArrayList<>();
    List<Observations.Observation> other = new ArrayList<>();
    for (int i = 0; i < isGood.length; i++) {
      (isGood[i] ? good : other).add(completed.get(i));
    }
    double[] goodWeights =
        options.weightsByImprovement()
            ? improvements(good, other)
            : linearForgetting(good.size(), options.fullWeightCount());
    other.addAll(observations.failed());
    other.addAll(observations.pending());
    other.sort(Comparator.comparingInt(Observations.Observation::number));
    double[] otherWeights = linearForgetting(other.size(), options.fullWeightCount());
    return new ObservationSplit(new Part(good, goodWeights), new Part(other, otherWeights));
  }

  /** Marks the observations with the lowest losses; among equals the first. */
  private static boolean[] selectGood(
      List<Observations.Observation> completed, TpeOptions options) {
    int[] best = new int[options.goodCount(completed.size())];
    for (int i = 0; i < completed.size(); i++) {
      int rank = Math.min(i, best.length);
      while (rank > 0 && completed.get(i).loss() < completed.get(best[rank - 1]).loss()) {
        rank--;
      }
      if (rank < best.length) {
        System.arraycopy(best, rank, best, rank + 1, best.length - rank - 1);
        best[rank] = i;
      }
    }
    boolean[] isGood = new boolean[completed.size()];
    Arrays.stream(best).forEach(i -> isGood[i] = true);
    return isGood;
  }

  /**
   * Linear forgetting (Bergstra et al. 2013, section 5.2): all but the latest observations have
   * weights that decrease with their age.
   */
  private static double[] linearForgetting(int count, int fullWeightCount) {
    double[] weights = new double[count];
    Arrays.fill(weights, 1);
    int decaying = count - fullWeightCount;
    for (int i = 0; i < decaying; i++) {
      double age = decaying == 1 ? 0 : (double) i / (decaying - 1);
      weights[i] = 1.0 / count + age * (1 - 1.0 / count);
    }
    return weights;
  }

  /**
   * Weights good observations by their improvement over the best of the others (Song et al. 2022,
   * section 3.2). The average weight is 1.
   */
  private static double[] improvements(
      List<Observations.Observation> good, List<Observations.Observation> other) {
    double threshold =
        other.stream().mapToDouble(Observations.Observation::loss).min().orElse(Double.NaN);
    double best =
        good.stream().mapToDouble(Observations.Observation::loss).min().orElse(Double.NaN);
    double[] weights = new double[good.size()];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = improvement(good.get(i).loss(), threshold, best);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= weights.length / sum;
    }
    return weights;
  }

  /**
   * The improvement relative to the highest one. Losses are halved because a difference of two
   * losses may overflow.
   */
  private static double improvement(double loss, double threshold, double best) {
    double highest = threshold / 2 - best / 2;
    return highest > 0 ? Math.max(MIN_IMPROVEMENT, (threshold / 2 - loss / 2) / highest) : 1;
  }
}
