package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.Problems;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownAlgorithmsTest {

  @Test
  void theDefaultComesFirstAndNothingTwice() {
    assertThat(KnownAlgorithms.search().get(0)).isEqualTo(Searchers.specifications().get(0));
    assertThat(KnownAlgorithms.schedulers().get(0)).isEqualTo(Schedulers.specifications().get(0));
    assertThat(KnownAlgorithms.search())
        .extracting(AlgorithmSpecification::name)
        .doesNotHaveDuplicates()
        .contains("bayesoptsearch", "hyperoptsearch", "optunasearch", "axsearch");
    assertThat(KnownAlgorithms.schedulers())
        .extracting(AlgorithmSpecification::name)
        .doesNotHaveDuplicates()
        .contains("hyperband", "asha", "median", "pbt");
  }

  @Test
  void whatCanBeRunKeepsItsOwnOptions() {
    assertThat(KnownAlgorithms.search()).isEqualTo(Searchers.specifications());
    assertThat(KnownAlgorithms.schedulers()).containsAll(Schedulers.specifications());
  }

  @Test
  void schedulersHaveTheDocumentedDefaults() {
    assertThat(defaults("hyperband"))
        .isEqualTo(
            Map.of(
                "time_attr",
                "training_iteration",
                "max_t",
                81L,
                "reduction_factor",
                3.0,
                "stop_last_trials",
                true));
    assertThat(defaults("asha"))
        .isEqualTo(
            Map.of(
                "time_attr", "training_iteration",
                "max_t", 100L,
                "grace_period", 1L,
                "reduction_factor", 4.0,
                "brackets", 1L));
    assertThat(defaults("median"))
        .isEqualTo(
            Map.of(
                "time_attr",
                "training_iteration",
                "grace_period",
                1L,
                "min_samples_required",
                3L,
                "hard_stop",
                true));
    Map<String, Object> pbt = new LinkedHashMap<>();
    pbt.put("time_attr", "training_iteration");
    pbt.put("perturbation_interval", 5L);
    pbt.put("burn_in_period", 0L);
    pbt.put("quantile_fraction", 0.25);
    pbt.put("resample_probability", 0.25);
    pbt.put("perturbation_factors", List.of(1.2, 0.8));
    assertThat(defaults("pbt")).isEqualTo(pbt);
  }

  private static Map<String, Object> defaults(String scheduler) {
    AlgorithmSpecification specification =
        KnownAlgorithms.schedulers().stream()
            .filter(known -> known.isNamed(scheduler))
            .findFirst()
            .orElseThrow();
    return specification.check(Map.of(), "options", new Problems());
  }
}
