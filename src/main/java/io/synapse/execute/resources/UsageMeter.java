package io.synapse.execute.resources;

import io.synapse.run.ResourceUsage;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Measures what one attempt uses of the machine. */
public final class UsageMeter {

  private static final double FIRST_INTERIM_S = 10;

  private final ProcessTree tree;
  private final Consumer<ResourceUsage> interim;
  private final long started = System.nanoTime();
  private final double cpuBefore;
  private double cpuSeconds;
  private OptionalLong peakMemory = OptionalLong.empty();
  private OptionalLong peakGpuMemory = OptionalLong.empty();
  private double nextInterim;
  private boolean ended;

  UsageMeter(long pid, Consumer<ResourceUsage> interim) {
    this(pid, FIRST_INTERIM_S, interim);
  }

  /** A meter that gives what was used after so many seconds, twice as many, and so on. */
  UsageMeter(long pid, double firstInterim, Consumer<ResourceUsage> interim) {
    this.tree = new ProcessTree(pid);
    this.nextInterim = firstInterim;
    this.interim = interim;
    this.cpuBefore = tree.ownCpuSeconds();
  }

  /**
   * Ends the measurement: nothing is given to the consumer from now on. Looks at the process alone,
   * so that it is cheap.
   */
  synchronized ResourceUsage end() {
    ended = true;
    seeCpu(tree.ownCpuSeconds());
    if (peakMemory.isEmpty()) {
      seeMemory(tree.ownResidentBytes());
    }
    return seen();
  }

  /** What the attempt's process started, as far as it was seen. */
  public List<ProcessHandle> descendants() {
    return tree.seen();
  }

  /** Looks at the whole tree of processes. */
  void sample(Map<Long, Long> gpuMemory) {
    List<Long> members = tree.members();
    double cpu = members.stream().mapToDouble(ProcessTree::cpuSeconds).sum();
    long memory =
        members.stream().mapToLong(each -> ProcessTree.residentBytes(each).orElse(0)).sum();
    long onDevices = members.stream().mapToLong(each -> gpuMemory.getOrDefault(each, 0L)).sum();
    synchronized (this) {
      seeCpu(cpu);
      seeMemory(memory == 0 ? OptionalLong.empty() : OptionalLong.of(memory));
      if (!gpuMemory.isEmpty()) {
        peakGpuMemory = OptionalLong.of(Math.max(onDevices, peakGpuMemory.orElse(0)));
      }
      giveInterim(seen());
    }
  }

  /** Under the lock, so that it never comes after what {@link #end} reported. */
  private void giveInterim(ResourceUsage used) {
    if (!ended && used.seconds() >= nextInterim) {
      nextInterim *= 2;
      interim.accept(used);
    }
  }

  /** A process that has ended has used nothing any more: what was seen before stays. */
  private void seeCpu(double total) {
    cpuSeconds = Math.max(cpuSeconds, total - cpuBefore);
  }

  private void seeMemory(OptionalLong bytes) {
    if (bytes.isPresent()) {
      peakMemory = OptionalLong.of(Math.max(bytes.getAsLong(), peakMemory.orElse(0)));
    }
  }

  /** What has been seen until now. */
  synchronized ResourceUsage seen() {
    double seconds = Math.round((System.nanoTime() - started) / 1e6) / 1e3;
    double rounded = Math.round(cpuSeconds * 100) / 100.0;
    return new ResourceUsage(seconds, rounded, peakMemory, peakGpuMemory);
  }
}
