package io.synapse.tune;

import java.util.Map;
import java.util.random.RandomGenerator;

class HyperBandSchedulerContractTest extends SchedulerContract {

  @Override
  String name() {
    return "hyperband";
  }

  @Override
  Map<String, Object> options() {
    return Map.of("max_t", 9L);
  }

  @Override
  Map<String, Object> drawnOptions(RandomGenerator random) {
    return Map.of(
        "max_t",
        1L + random.nextInt(30),
        "reduction_factor",
        1.5 + random.nextInt(4) * 0.75,
        "stop_last_trials",
        random.nextBoolean());
  }
}
