package io.synapse.execute.ray;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.protocol.BridgeEvent.ClusterNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RayNodesTest {

  private static final int MANY = 1_000;
  private static final OptionalDouble NO_GPUS = OptionalDouble.empty();

  @ParameterizedTest
  @CsvSource({
    "2, 2, 1, 4",
    "2, 3, 2, 2",
    "1, 1, 2, 0",
    "3, 3, 2, 2",
    "0.3, 1, 0.1, 13",
    "2, 4, 0.5, 12",
    "0, 4, 1, 4",
  })
  void aTrialLiesOnOneNode(double one, double other, double each, int slots) {
    assertThat(cpus(one, other).slots(each, NO_GPUS, MANY)).isEqualTo(slots);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 2",
    "1, 1, 0.5, 4",
    "1, 1, 0.4, 4",
    "1, 1, 2, 0",
    "2, 3, 2, 2",
    "2, 3, 0.3, 15",
    "0, 2, 1, 2",
    "1, 1, 0, 200",
  })
  void soDoItsDevices(double one, double other, double each, int slots) {
    RayNodes nodes =
        new RayNodes(
            List.of(new ClusterNode("a", "a", 100, one), new ClusterNode("b", "b", 100, other)));

    assertThat(nodes.slots(1, OptionalDouble.of(each), MANY)).isEqualTo(slots);
  }

  @Test
  void theScarcerOfBothCountsOnEachNode() {
    RayNodes nodes =
        new RayNodes(
            List.of(
                new ClusterNode("a", "a", 1, 4),
                new ClusterNode("b", "b", 8, 2),
                new ClusterNode("c", "c", 8, 0)));

    assertThat(nodes.slots(1, OptionalDouble.of(1), MANY)).isEqualTo(1 + 2);
  }

  @Test
  void trialsThatAskForNoProcessorAreAsManyAsAreWished() {
    assertThat(cpus(2, 2).slots(0, NO_GPUS, 7)).isEqualTo(7);
    assertThat(new RayNodes(List.of()).slots(0, NO_GPUS, 7)).isZero();
    RayNodes nodes = new RayNodes(List.of(new ClusterNode("a", "a", 2, 1)));
    assertThat(nodes.slots(0, OptionalDouble.of(0.25), 7)).isEqualTo(4);
  }

  @Test
  void thereAreNoMoreThanAreWished() {
    assertThat(cpus(64, 64).slots(1, NO_GPUS, 3)).isEqualTo(3);
    assertThat(cpus(1e9, 1e9).slots(1e-4, NO_GPUS, Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void theOfferIsToldInWords() {
    assertThat(new RayNodes(List.of()).offer()).isEqualTo("0 nodes, 0 CPUs");
    assertThat(cpus(1).offer()).isEqualTo("1 node, 1 CPU");
    RayNodes nodes =
        new RayNodes(List.of(new ClusterNode("1", "a", 2, 0), new ClusterNode("2", "b", 0.5, 1)));
    assertThat(nodes.offer()).isEqualTo("2 nodes, 2.5 CPUs, 1 GPU");
    assertThat(nodes.list()).isEqualTo("a: 2 CPUs; b: 0.5 CPUs, 1 GPU");
    assertThat(nodes.cpus()).isEqualTo(2.5);
    assertThat(nodes.gpus()).isEqualTo(1);
  }

  @Test
  void nodesOfOneNameAreToldApart() {
    RayNodes nodes =
        new RayNodes(
            List.of(
                new ClusterNode("5f0c9a11", "gpu", 1, 0),
                new ClusterNode("77b1e2", "gpu", 1, 0),
                new ClusterNode("0aa", "head", 1, 0)));

    assertThat(nodes.list()).isEqualTo("gpu/5f0c: 1 CPU; gpu/77b1: 1 CPU; head: 1 CPU");
    assertThat(nodes.name("77b1e2")).isEqualTo("gpu/77b1");
    assertThat(nodes.name("0aa")).isEqualTo("head");
  }

  @Test
  void aNodeThatIsNotAmongThemIsCalledByItsNumber() {
    assertThat(cpus(1).name("123456")).isEqualTo("1234");
    assertThat(cpus(1).name("12")).isEqualTo("12");
  }

  private static RayNodes cpus(double... each) {
    return new RayNodes(
        IntStream.range(0, each.length)
            .mapToObj(i -> new ClusterNode("id" + i, "n" + i, each[i], 0))
            .toList());
  }
}
