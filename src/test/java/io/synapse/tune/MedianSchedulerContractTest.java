package io.synapse.tune;

import java.util.Map;
import java.util.random.RandomGenerator;

class MedianSchedulerContractTest extends SchedulerContract {

  @Override
  String name() {
    return "median";
  }

  @Override
  Map<String, Object> options() {
    return Map.of("hard_stop", true);
  }

  @Override
  Map<String, Object> drawnOptions(RandomGenerator random) {
    return Map.of(
        "grace_period", random.nextLong(5), "min_samples_required", 1 + random.nextLong(4));
  }
}
