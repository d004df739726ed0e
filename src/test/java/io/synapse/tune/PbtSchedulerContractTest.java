package io.synapse.tune;

import java.util.Map;
import java.util.random.RandomGenerator;

class PbtSchedulerContractTest extends SchedulerContract {

  @Override
  String name() {
    return "pbt";
  }

  @Override
  Map<String, Object> options() {
    return Map.of("perturbation_interval", 5L);
  }

  @Override
  Map<String, Object> drawnOptions(RandomGenerator random) {
    return Map.of(
        "perturbation_interval",
        1L + random.nextInt(6),
        "burn_in_period",
        (long) random.nextInt(6),
        "quantile_fraction",
        random.nextInt(6) / 10.0,
        "resample_probability",
        random.nextDouble());
  }
}
