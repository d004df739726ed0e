package io.synapse.search.tpe;

import io.synapse.search.model.Observations;
import io.synapse.search.tpe.TreeParzen.TpeOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The good observations and all others. Trials that failed are among the others, and so are those
 * that still run, as if they were going to be bad: no two workers crowd one point.
 */
record ObservationSplit(Part good, Part other) {

  private static final double LEAST_IMPROVEMENT = 1e-3;

  /** Observations in the order of their numbers, with weights. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Part(List<Observations.Observation> observed, double[] weights) {}

  static ObservationSplit of(Observations observations, TpeOptions options) {
    List<Observations.Observation> completed = observations.completed();
    boolean[] isGood = good(completed, options);
    List<Observations.Observation> good = new ArrayList<>();
    List<Observations.Observation> other = new ArrayList<>();
    for (int i = 0; i < isGood.length; i++) {
      (isGood[i] ? good : other).add(completed.get(i));
    }
    double[] goodWeights =
        options.weighsImprovement()
            ? improvements(good, other)
            : forgetting(good.size(), options.remembered());
    other.addAll(observations.failed());
    other.addAll(observations.pending());
    other.sort(Comparator.comparingInt(Observations.Observation::number));
    double[] otherWeights = forgetting(other.size(), options.remembered());
    return new ObservationSplit(new Part(good, goodWeights), new Part(other, otherWeights));
  }

  /** Those with the least losses; among equals the first. */
  private static boolean[] good(List<Observations.Observation> completed, TpeOptions options) {
    int[] best = new int[options.good(completed.size())];
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

  /** Linear forgetting (Bergstra et al. 2013, section 5.2): older observations count for less. */
  private static double[] forgetting(int count, int remembered) {
    double[] weights = new double[count];
    Arrays.fill(weights, 1);
    int old = count - remembered;
    for (int i = 0; i < old; i++) {
      double share = old == 1 ? 0 : (double) i / (old - 1);
      weights[i] = 1.0 / count + share * (1 - 1.0 / count);
    }
    return weights;
  }

  /**
   * By how much each good observation is better than the best of the others (Song et al. 2022,
   * section 3.2); 1 on average.
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

  /** In parts of the greatest improvement; halves, as differences may overflow. */
  private static double improvement(double loss, double threshold, double best) {
    double greatest = threshold / 2 - best / 2;
    return greatest > 0 ? Math.max(LEAST_IMPROVEMENT, (threshold / 2 - loss / 2) / greatest) : 1;
  }
}
