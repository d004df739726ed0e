package io.synapse.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.CommandRun;
import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code synapse train --help-search}. */
class AlgorithmHelpTest {

  private final CommandRun run = CommandRun.of("train", "--help-search");

  @Test
  void everyAlgorithmIsToldWithItsOptions() {
    String oneLine = run.output().replaceAll("\\s+", " ");

    for (AlgorithmSpecification algorithm : all()) {
      assertThat(run.output()).containsPattern("(?m)^" + algorithm.name() + "( \\(|$)");
      assertThat(oneLine).contains(algorithm.description());
      assertThat(algorithm.aliases()).allSatisfy(alias -> assertThat(oneLine).contains(alias));
      for (OptionSpecification option : algorithm.options()) {
        assertThat(oneLine).contains(option.name() + ": ", option.description());
      }
    }
  }

  private static List<AlgorithmSpecification> all() {
    return Stream.of(Searchers.specifications(), Schedulers.specifications())
        .flatMap(List::stream)
        .toList();
  }

  @Test
  void typeRangeChoicesAndDefaultAreTold() {
    assertThat(run.output())
        .contains("\nbasicvariantgenerator (or random; the default)\n", "It takes no options.")
        .contains("\nhyperoptsearch (or tpe, hyperopt)\n")
        .contains("    n_startup_jobs: an integer, at least 1; default 10\n")
        .contains("    gamma: a number, above 0 and at most 1; default 0.15\n")
        .contains("    acquisition: ucb | ei | poi; default ucb\n")
        .contains("    allow_repeats: true or false; default false\n")
        .contains("    num_initialization_trials: an integer, at least 1\n");
  }

  @Test
  void itFitsEightyColumnsAndGoesToStandardOutputAlone() {
    assertThat(run.status()).isZero();
    assertThat(run.messages()).isEmpty();
    assertThat(run.output().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }
}
