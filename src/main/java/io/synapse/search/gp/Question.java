package io.synapse.search.gp;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a belief is to be formed of. The arrays are shared and must not be changed.
 *
 * @param points trials that are over
 * @param targets their standardised losses
 * @param pending trials that are not
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Question(List<double[]> points, double[] targets, List<double[]> pending) {

  List<double[]> allPoints() {
    return Stream.concat(points.stream(), pending.stream()).toList();
  }
}
