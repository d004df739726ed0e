package io.synapse.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import io.synapse.problem.Problems;
import io.synapse.space.IntegerRange;
import io.synapse.space.Normal;
import io.synapse.space.OneOf;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class PbtOptionsTest {

  private static final SearchSpace SPACE =
      new SearchSpace(
          List.of(
              new SearchSpace.Dimension(
                  "rate", new RealRange(1e-4, 0.1, new Scale.Log(10), Optional.empty())),
              new SearchSpace.Dimension(
                  "layers", new IntegerRange(1, 8, new Scale.Linear(), Optional.empty())),
              new SearchSpace.Dimension("optimizer", new OneOf.Choice(List.of("sgd", "adam"))),
              new SearchSpace.Dimension("shift", new Normal(0, 1, Optional.empty()))));

  private static final String WITHIN =
      "must be within the search space (loguniform 0.0001..0.1 base 10), and is ";
  private static final String LAYERS =
      "must be an integer from 1 to 8, as in the search space, and is ";

  @Test
  void theDefaultsAreAsDocumented() {
    Map<String, Object> defaults = new LinkedHashMap<>();
    defaults.put("time_attr", "training_iteration");
    defaults.put("perturbation_interval", 5L);
    defaults.put("burn_in_period", 0L);
    defaults.put("quantile_fraction", 0.25);
    defaults.put("resample_probability", 0.25);
    defaults.put("perturbation_factors", List.of(1.2, 0.8));

    assertThat(checked(Map.of())).isEqualTo(defaults);
  }

  @Test
  void withoutMutationsEveryDimensionMayChange() {
    assertThat(PbtOptions.mutations(checked(Map.of()), SPACE).distributions().keySet())
        .containsExactly("rate", "layers", "optimizer", "shift");
  }

  @Test
  void mutationsMayBeListsOrDistributionsAndAreInTheOrderOfTheSpace() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("optimizer", List.of("adam"));
    json.put("rate", Map.of("type", "uniform", "min", 0.01, "max", 0.1));
    Mutations mutations = mutations(json);

    assertThat(mutations.distributions().keySet()).containsExactly("rate", "optimizer");
    assertThat(mutations.distributions().get("rate"))
        .isEqualTo(new RealRange(0.01, 0.1, new Scale.Linear(), Optional.empty()));
    assertThat(mutations.distributions().get("optimizer"))
        .isEqualTo(new OneOf.Choice(List.of("adam")));
  }

  @Test
  void allErrorsAreReportedWithTheirPaths() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rates", List.of(0.1));
    json.put("rate", Map.of("type", "uniform", "min", 0, "max", 1));
    json.put("layers", Arrays.asList(2, 2.5, null));
    json.put("optimizer", Map.of("type", "uniform", "min", 0, "max", 1));
    json.put("shift", 3);

    assertThatThrownBy(() -> mutations(json))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            exception ->
                assertThat(exception.problems())
                    .extracting(Problem::path, Problem::message)
                    .containsExactly(
                        problem(
                            "rates",
                            "the search space has no hyperparameter of this name; it has rate,"
                                + " layers, optimizer, shift; did you mean 'rate'?"),
                        problem("rate.min", WITHIN + "0"),
                        problem("rate.max", WITHIN + "1"),
                        problem("layers[1]", LAYERS + "2.5"),
                        problem("layers[2]", LAYERS + "null"),
                        problem(
                            "optimizer.type",
                            "must be choice, as a value must be one of [\"sgd\", \"adam\"]; write a"
                                + " list of them"),
                        problem(
                            "shift",
                            "must be a list of values, or an object with type and the type's"
                                + " parameters, and is 3")));
  }

  private static Tuple problem(String path, String message) {
    return tuple("params.tune_config.scheduler.options.hyperparam_mutations." + path, message);
  }

  @Test
  void aDistributionIsValidatedAsInHyperparameters() {
    assertThatThrownBy(() -> mutations(Map.of("rate", Map.of("type", "uniform", "lower", 0.01))))
        .hasMessageContaining("hyperparam_mutations.rate.lower: type uniform takes no lower")
        .hasMessageContaining("hyperparam_mutations.rate.max: max is required");
    assertThatThrownBy(
            () -> mutations(Map.of("layers", Map.of("type", "choice", "options", List.of(9)))))
        .hasMessageContaining("hyperparam_mutations.layers.options[0]: must be an integer from 1");
    assertThatThrownBy(() -> mutations(Map.of("layers", List.of())))
        .hasMessageContaining("must hold at least one value");
    assertThatThrownBy(() -> mutations(Map.of()))
        .hasMessageContaining("must name a hyperparameter");
  }

  @Test
  void factorsMustBeFiniteAndAboveZero() {
    for (List<Double> factors : List.of(List.<Double>of(), List.of(1.2, 0.0), List.of(-0.8))) {
      assertThatThrownBy(
              () -> PbtOptions.mutations(checked(Map.of("perturbation_factors", factors)), SPACE))
          .hasMessageContaining("options.perturbation_factors: must hold finite numbers above 0");
    }
  }

  private static Mutations mutations(Map<String, Object> json) {
    return PbtOptions.mutations(checked(Map.of("hyperparam_mutations", json)), SPACE);
  }

  private static Map<String, Object> checked(Map<String, Object> options) {
    return PbtScheduler.SPECIFICATION.check(options, "options", new Problems());
  }
}
