package io.synapse.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SearchSpaceTest {

  private static final SearchSpace.Dimension LR =
      new SearchSpace.Dimension("lr", new RealRange(0, 1, new Scale.Linear(), Optional.empty()));
  private static final SearchSpace.Dimension OPTIMIZER =
      new SearchSpace.Dimension("optimizer", new OneOf.Choice(List.of("adam", "sgd")));
  private static final SearchSpace.Dimension BATCH =
      new SearchSpace.Dimension("batch", new OneOf.Grid(List.of(16L, 32L, 64L)));
  private static final SearchSpace.Dimension DEPTH =
      new SearchSpace.Dimension("depth", new OneOf.Grid(List.of(1L, 2L)));

  @Test
  void aSampleHasAValueOfEveryDimensionInOrder() {
    SearchSpace space = new SearchSpace(List.of(OPTIMIZER, LR, BATCH));
    Config config = space.sample(new SplittableRandom(1));
    assertThat(config.values().keySet()).containsExactly("optimizer", "lr", "batch");
    assertThat(space.contains(config)).isTrue();
  }

  @Test
  void fixedValuesLeaveTheOthersAsTheyWouldBeDrawn() {
    SearchSpace space = new SearchSpace(List.of(OPTIMIZER, LR, BATCH));
    Config drawn = space.sample(new SplittableRandom(7));
    Config fixed =
        space.complete(Collections.singletonMap("optimizer", null), new SplittableRandom(7));
    Map<String, Object> expected = new LinkedHashMap<>(drawn.values());
    expected.put("optimizer", null);
    assertThat(fixed.values()).isEqualTo(expected);
  }

  @Test
  void itContainsConfigurationsWithExactlyItsDimensions() {
    SearchSpace space = new SearchSpace(List.of(OPTIMIZER, DEPTH));
    assertThat(space.contains(new Config(Map.of("optimizer", "sgd", "depth", 2L)))).isTrue();
    assertThat(space.contains(new Config(Map.of("optimizer", "sgd")))).isFalse();
    assertThat(space.contains(new Config(Map.of("optimizer", "sgd", "depth", 3L)))).isFalse();
    assertThat(space.contains(new Config(Map.of("optimizer", "sgd", "lr", 1.0)))).isFalse();
  }

  @Test
  void gridDimensionsAreFoundAmongTheOthers() {
    SearchSpace mixed = new SearchSpace(List.of(BATCH, LR, DEPTH));
    assertThat(mixed.hasGrid()).isTrue();
    assertThat(mixed.isGridAlone()).isFalse();
    assertThat(mixed.gridDimensions()).containsExactly(BATCH, DEPTH);
    assertThat(mixed.gridSize()).isEqualTo(6);
    assertThat(new SearchSpace(List.of(BATCH, DEPTH)).isGridAlone()).isTrue();
    SearchSpace random = new SearchSpace(List.of(LR));
    assertThat(random.hasGrid()).isFalse();
    assertThat(random.isGridAlone()).isFalse();
    assertThat(random.gridSize()).isEqualTo(1);
  }

  @Test
  void theSizeOfAHugeGridIsCapped() {
    List<Object> options = LongStream.range(0, 1000).<Object>mapToObj(i -> i).toList();
    List<SearchSpace.Dimension> dimensions =
        IntStream.range(0, 30)
            .mapToObj(i -> new SearchSpace.Dimension("x" + i, new OneOf.Grid(options)))
            .toList();
    assertThat(new SearchSpace(dimensions.subList(0, 6)).gridSize())
        .isEqualTo(1_000_000_000_000_000_000L);
    assertThat(new SearchSpace(dimensions.subList(0, 7)).gridSize()).isEqualTo(Long.MAX_VALUE);
    assertThat(new SearchSpace(dimensions).gridSize()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aDimensionIsFoundByItsName() {
    SearchSpace space = new SearchSpace(List.of(LR, BATCH));
    assertThat(space.dimension("batch")).contains(BATCH);
    assertThat(space.dimension("Batch")).isEmpty();
  }

  @Test
  void twoDimensionsOfOneNameAreRefused() {
    assertThatThrownBy(() -> new SearchSpace(List.of(LR, LR)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
