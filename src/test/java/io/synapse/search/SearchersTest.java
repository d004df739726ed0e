package io.synapse.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.Problem;
import io.synapse.problem.Problems;
import io.synapse.space.Objective;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchersTest {

  @Test
  void randomAndGridSearchIsTheDefault() {
    AlgorithmSpecification first = Searchers.specifications().get(0);
    assertThat(first.name()).isEqualTo("basicvariantgenerator");
    assertThat(first.aliases()).containsExactly("random");
  }

  @ParameterizedTest
  @ValueSource(strings = {"basicvariantgenerator", "BasicVariantGenerator", "random", "RANDOM"})
  void aNameIsKnownInAnyCase(String name) {
    assertThat(Searchers.create(settings(name))).isInstanceOf(BasicVariantGenerator.class);
  }

  @Test
  void anotherNameIsRefused() {
    assertThatThrownBy(() -> Searchers.create(settings("annealing")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there is no search algorithm 'annealing'");
  }

  @Test
  void theDefaultTakesNoOptions() {
    Problems problems = new Problems();
    Searchers.specifications().get(0).check(Map.of("depth", 3L), "search_alg.options", problems);
    assertThat(problems.errors())
        .extracting(Problem::message)
        .containsExactly("unknown option of basicvariantgenerator; it takes none");
  }

  @Test
  void everyNameIsDifferent() {
    assertThat(
            Searchers.specifications().stream()
                .flatMap(known -> Stream.concat(Stream.of(known.name()), known.aliases().stream())))
        .doesNotHaveDuplicates();
  }

  @Test
  void allButTheDefaultLearn() {
    assertThat(Searchers.specifications())
        .filteredOn(known -> !Searchers.isModelBased(known.name()))
        .containsExactly(Searchers.specifications().get(0));
    assertThat(Searchers.isModelBased("Random")).isFalse();
  }

  private static SearchSettings settings(String name) {
    Objective objective = new Objective("score", Objective.Mode.MAX);
    return new SearchSettings(name, Map.of(), Spaces.finite(), List.of(), 10, objective, 0);
  }
}
