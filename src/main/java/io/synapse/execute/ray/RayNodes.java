package io.synapse.execute.ray;

import io.synapse.execute.resources.GpuPool;
import io.synapse.execute.resources.MachineResources;
import io.synapse.protocol.BridgeEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The nodes of a cluster that are alive, and what they offer, in use or not.
 *
 * @param all in the order in which Ray names them
 */
public record RayNodes(List<BridgeEvent.ClusterNode> all) {

  private static final int SHOWN_DIGITS = 4;

  /**
   * How many trials they hold in parallel. A trial runs on one node, and its devices too.
   *
   * @param cpus of each trial
   * @param gpus of each trial
   * @param most no more than that
   */
  public int slots(double cpus, OptionalDouble gpus, int most) {
    long slots = all.stream().mapToLong(node -> slotsOn(node, cpus, gpus, most)).sum();
    return (int) Math.min(slots, most);
  }

  private static int slotsOn(
      BridgeEvent.ClusterNode node, double cpus, OptionalDouble gpus, int most) {
    int slots = most;
    if (cpus > 0) {
      // Decimal arithmetic, so that 0.1 fits ten times into 1.
      BigDecimal fits =
          BigDecimal.valueOf(node.cpus()).divideToIntegralValue(BigDecimal.valueOf(cpus));
      slots = fits.min(BigDecimal.valueOf(most)).intValue();
    }
    if (gpus.isPresent() && gpus.getAsDouble() > 0) {
      slots = Math.min(slots, GpuPool.capacity(devices(node).gpus(), gpus.getAsDouble()));
    }
    return slots;
  }

  private static MachineResources devices(BridgeEvent.ClusterNode node) {
    return new MachineResources(node.cpus(), List.of())
        .offering(OptionalDouble.empty(), OptionalDouble.of(node.gpus()));
  }

  /** All of it, for a person: {@code 3 nodes, 6 CPUs, 1 GPU}. */
  public String offer() {
    return counted(all.size(), "node") + ", " + amount(cpus(), gpus());
  }

  /** Each of them, for a person: {@code a: 2 CPUs; b: 4 CPUs, 1 GPU}. */
  public String list() {
    return all.stream().map(this::describe).collect(Collectors.joining("; "));
  }

  /** One of them, for a person. */
  public String describe(BridgeEvent.ClusterNode node) {
    return name(node) + ": " + amount(node.cpus(), node.gpus());
  }

  private static String amount(double cpus, double gpus) {
    String text = counted(cpus, "CPU");
    return gpus > 0 ? text + ", " + counted(gpus, "GPU") : text;
  }

  /** Of all nodes together. */
  public double cpus() {
    return all.stream().mapToDouble(BridgeEvent.ClusterNode::cpus).sum();
  }

  /** Of all nodes together. */
  public double gpus() {
    return all.stream().mapToDouble(BridgeEvent.ClusterNode::gpus).sum();
  }

  /**
   * What people call a node; nodes of one name are distinguished.
   *
   * @param id Ray's
   */
  public String name(String id) {
    return all.stream()
        .filter(node -> node.id().equals(id))
        .map(this::name)
        .findFirst()
        .orElse(shortened(id));
  }

  /** What people call a node of this cluster. */
  public String name(BridgeEvent.ClusterNode node) {
    boolean shared = all.stream().filter(each -> each.name().equals(node.name())).count() > 1;
    return shared ? node.name() + "/" + shortened(node.id()) : node.name();
  }

  private static String shortened(String id) {
    return id.length() <= SHOWN_DIGITS ? id : id.substring(0, SHOWN_DIGITS);
  }

  private static String counted(double number, String what) {
    String text = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    return text + " " + what + (number == 1 ? "" : "s");
  }
}
