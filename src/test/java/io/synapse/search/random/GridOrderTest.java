package io.synapse.search.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.space.OneOf;
import io.synapse.space.SearchSpace;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GridOrderTest {

  private static final SearchSpace.Dimension BATCH =
      new SearchSpace.Dimension("batch", new OneOf.Grid(List.of(16L, 32L)));
  private static final SearchSpace.Dimension DEPTH =
      new SearchSpace.Dimension("depth", new OneOf.Grid(List.of(1L, 2L, 3L)));
  private static final SearchSpace.Dimension OPTIMIZER =
      new SearchSpace.Dimension("optimizer", new OneOf.Choice(List.of("adam", "sgd")));
  private static final SearchSpace ALONE = new SearchSpace(List.of(BATCH, DEPTH));

  @Test
  void theLastDimensionChangesFastest() {
    GridOrder order = new GridOrder(ALONE, List.of());
    assertThat(cells(order, 6))
        .containsExactly(
            cell(16, 1), cell(16, 2), cell(16, 3), cell(32, 1), cell(32, 2), cell(32, 3));
    assertThat(order.cell(6)).isEmpty();
    assertThat(order.trials()).isEqualTo(6);
  }

  @Test
  void combinationsOfPointsAreLeftOut() {
    GridOrder order = new GridOrder(ALONE, List.of(cell(32, 1), cell(16, 1)));
    assertThat(order.points()).containsExactly(cell(32, 1), cell(16, 1));
    assertThat(cells(order, 4)).containsExactly(cell(16, 2), cell(16, 3), cell(32, 2), cell(32, 3));
    assertThat(order.cell(4)).isEmpty();
    assertThat(order.trials()).isEqualTo(6);
  }

  @Test
  void aPartialPointTakesTheFirstCombinationThatNoOtherPointHas() {
    GridOrder order =
        new GridOrder(
            ALONE, List.of(Map.of("batch", 32L), Map.of(), Map.of("batch", 32L), cell(32, 1)));
    assertThat(order.points()).containsExactly(cell(32, 2), cell(16, 1), cell(32, 3), cell(32, 1));
    assertThat(cells(order, 2)).containsExactly(cell(16, 2), cell(16, 3));
    assertThat(order.trials()).isEqualTo(6);
  }

  @Test
  void aPartialPointWithoutAFreeCombinationRepeatsTheFirst() {
    GridOrder order = new GridOrder(ALONE, Collections.nCopies(3, Map.of("depth", 2L)));
    assertThat(order.points()).containsExactly(cell(16, 2), cell(32, 2), cell(16, 2));
    assertThat(order.trials()).isEqualTo(7);
  }

  @Test
  void withOtherDimensionsTheGridIsGoneRoundForEver() {
    SearchSpace mixed = new SearchSpace(List.of(BATCH, OPTIMIZER));
    GridOrder order = new GridOrder(mixed, List.of(Map.of("batch", 16L)));
    assertThat(order.points()).containsExactly(Map.of("batch", 16L));
    assertThat(cells(order, 3))
        .containsExactly(Map.of("batch", 16L), Map.of("batch", 32L), Map.of("batch", 16L));
    assertThat(order.trials()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void withoutAGridNothingIsFixed() {
    GridOrder order = new GridOrder(new SearchSpace(List.of(OPTIMIZER)), List.of());
    assertThat(order.cell(5)).contains(Map.of());
    assertThat(order.trials()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void nullIsAnOptionLikeAnyOther() {
    SearchSpace.Dimension decay =
        new SearchSpace.Dimension("decay", new OneOf.Grid(Arrays.asList(0.1, null)));
    GridOrder order =
        new GridOrder(
            new SearchSpace(List.of(decay)), List.of(Collections.singletonMap("decay", null)));
    assertThat(cells(order, 1)).containsExactly(Map.of("decay", 0.1));
    assertThat(order.cell(1)).isEmpty();
  }

  @Test
  void aGridBeyondCountingHasItsFirstCombinations() {
    List<Object> options = LongStream.range(0, 1000).<Object>mapToObj(i -> i).toList();
    SearchSpace huge =
        new SearchSpace(
            IntStream.range(0, 10)
                .mapToObj(i -> new SearchSpace.Dimension("x" + i, new OneOf.Grid(options)))
                .toList());
    Map<String, Object> last = new GridOrder(huge, List.of(Map.of("x0", 999L))).points().get(0);
    assertThat(last).containsEntry("x0", 999L).containsEntry("x9", 0L).hasSize(10);
    GridOrder order = new GridOrder(huge, List.of(last));
    assertThat(order.cell(1001).orElseThrow())
        .containsEntry("x9", 1L)
        .containsEntry("x8", 1L)
        .containsEntry("x7", 0L);
  }

  private static List<Map<String, Object>> cells(GridOrder order, int count) {
    return LongStream.range(0, count).mapToObj(i -> order.cell(i).orElseThrow()).toList();
  }

  private static Map<String, Object> cell(long batch, long depth) {
    return Map.of("batch", batch, "depth", depth);
  }
}
