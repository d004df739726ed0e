package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.search.Searchers;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code synapse train} with each of the search algorithms. */
class SearchAlgorithmsTest extends TrainFixture {

  private static final List<String> MODEL_BASED =
      List.of("bayesoptsearch", "hyperoptsearch", "optunasearch", "axsearch");

  static Stream<String> algorithms() {
    return Searchers.specifications().stream().map(AlgorithmSpecification::name);
  }

  static Stream<String> modelBased() {
    return MODEL_BASED.stream();
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void aRunOfFifteenTrialsCompletes(String algorithm) throws IOException {
    CommandRun run = train(searching("{name: x, type: uniform, min: 0, max: 1}", algorithm));

    assertThat(run.status()).isZero();
    assertThat(results()).containsEntry("status", "completed");
    assertThat(configs()).hasSize(15).doesNotHaveDuplicates();
  }

  @Test
  void noAlgorithmIsForgottenHere() {
    assertThat(algorithms().skip(1)).containsExactlyInAnyOrderElementsOf(MODEL_BASED);
  }

  @ParameterizedTest
  @MethodSource("modelBased")
  void aGridIsRefusedByThoseThatChoose(String algorithm) throws IOException {
    String grid = "{name: x, type: grid_search, options: [1, 2, 3]}";
    CommandRun run = train(searching(grid, algorithm));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages())
        .contains("params.tune_config.search_alg.name: " + algorithm, "give x the type choice");
  }

  @ParameterizedTest
  @MethodSource("modelBased")
  void aSmallSpaceEndsTheRunEarlyWithTheReason(String algorithm) throws IOException {
    CommandRun run = train(searching("{name: x, type: randint, min: 1, max: 5}", algorithm));

    assertThat(run.status()).isZero();
    assertThat(configs()).hasSize(5).doesNotHaveDuplicates();
    assertThat(results().toString()).contains("the search space is exhausted after 5 trials");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpe", "Optuna", "BAYESOPT", "ax"})
  void aliasesWorkInAnyCase(String alias) throws IOException {
    String dimension = "{name: x, type: uniform, min: 0, max: 1}";

    assertThat(train(searching(dimension, alias), "--dry-run").status()).isZero();
  }

  private String searching(String dimension, String algorithm) throws IOException {
    return tuning(
        dimension, "num_samples: 15, seed: 3, search_alg: {name: %s}".formatted(algorithm));
  }
}
