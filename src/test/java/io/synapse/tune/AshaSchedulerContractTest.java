package io.synapse.tune;

import java.util.Map;
import java.util.random.RandomGenerator;

class AshaSchedulerContractTest extends SchedulerContract {

  @Override
  String name() {
    return "asha";
  }

  @Override
  Map<String, Object> options() {
    return Map.of("max_t", 9L, "reduction_factor", 3.0, "promote", false);
  }

  @Override
  Map<String, Object> drawnOptions(RandomGenerator random) {
    long most = 1L + random.nextInt(30);
    long grace = 1 + random.nextLong(most);
    double reduction = 1.5 + random.nextInt(4) * 0.75;
    long brackets = grace * reduction * reduction <= most ? 1L + random.nextInt(3) : 1L;
    return Map.of(
        "max_t", most, "grace_period", grace, "reduction_factor", reduction, "brackets", brackets);
  }
}
