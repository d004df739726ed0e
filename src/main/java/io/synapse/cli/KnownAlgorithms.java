package io.synapse.cli;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import java.util.List;

/** temp */
final class KnownAlgorithms {
  private KnownAlgorithms() {}

  static List<AlgorithmSpecification> search() {
    return Searchers.specifications();
  }

  static List<AlgorithmSpecification> schedulers() {
    return Schedulers.specifications();
  }
}
