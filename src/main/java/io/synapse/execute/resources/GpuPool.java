package io.synapse.execute.resources;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The devices of the machine, handed out to workers: fractions of one are packed on as few devices
 * as hold them, whole devices are given alone. Exact decimals, so that 0.1 fits ten times. Safe to
 * use from several threads.
 */
public final class GpuPool {

  private final BigDecimal each;
  private final Map<Gpu, BigDecimal> free = new LinkedHashMap<>();

  /**
   * All devices free.
   *
   * @param each how much every worker gets: above 0 and at most 1, or a whole number
   * @throws IllegalArgumentException for any other number
   */
  public GpuPool(List<Gpu> devices, double each) {
    if (!(each > 0) || !Double.isFinite(each) || !isShareable(each)) {
      throw new IllegalArgumentException("no part of a device and no number of them: " + each);
    }
    this.each = BigDecimal.valueOf(each);
    devices.forEach(device -> free.put(device, device.offered()));
  }

  /** Whether a number is a part of one device or a number of whole ones. */
  public static boolean isShareable(double each) {
    return each <= 1 || each == Math.rint(each);
  }

  /** How many workers the devices hold at once. */
  public static int capacity(List<Gpu> devices, double each) {
    GpuPool pool = new GpuPool(devices, each);
    int count = 0;
    while (pool.take().isPresent()) {
      count++;
    }
    return count;
  }

  /** A share for one more worker; empty while nothing is free that would do. */
  public synchronized Optional<GpuShare> take() {
    List<Gpu> chosen = each.compareTo(BigDecimal.ONE) <= 0 ? fullestThatFits() : wholeOnes();
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal fromEach = each.min(BigDecimal.ONE);
    chosen.forEach(device -> free.merge(device, fromEach.negate(), BigDecimal::add));
    return Optional.of(new GpuShare(chosen, fromEach));
  }

  private List<Gpu> fullestThatFits() {
    return free.entrySet().stream()
        .filter(device -> device.getValue().compareTo(each) >= 0)
        .min(Comparator.comparing(Map.Entry::getValue))
        .map(device -> List.of(device.getKey()))
        .orElse(List.of());
  }

  private List<Gpu> wholeOnes() {
    if (each.compareTo(BigDecimal.valueOf(free.size())) > 0) {
      return List.of();
    }
    int count = each.intValueExact();
    List<Gpu> whole =
        free.entrySet().stream()
            .filter(device -> device.getValue().compareTo(BigDecimal.ONE) == 0)
            .limit(count)
            .map(Map.Entry::getKey)
            .toList();
    return whole.size() == count ? whole : List.of();
  }

  /** Takes a share back. */
  public synchronized void release(GpuShare share) {
    share.devices().forEach(device -> free.merge(device, share.fromEach(), BigDecimal::add));
    notifyAll();
  }

  /** Waits for a share that a worker at its end gives back. */
  public synchronized GpuShare await() throws InterruptedException {
    Optional<GpuShare> share = take();
    while (share.isEmpty()) {
      wait();
      share = take();
    }
    return share.get();
  }

  /** How much of each device is free. */
  synchronized Map<Gpu, BigDecimal> free() {
    return Map.copyOf(free);
  }

  /**
   * A device that trials may use.
   *
   * @param id as {@code CUDA_VISIBLE_DEVICES} names it: an index or a UUID
   * @param offered how much of it, above 0 and at most 1
   */
  public record Gpu(String id, BigDecimal offered) {

    /** A whole device. */
    static Gpu whole(String id) {
      return new Gpu(id, BigDecimal.ONE);
    }
  }

  /**
   * What one worker has of the devices.
   *
   * @param devices one or several
   * @param fromEach how much of each
   */
  public record GpuShare(List<Gpu> devices, BigDecimal fromEach) {

    /** The value of {@code CUDA_VISIBLE_DEVICES}. */
    String visible() {
      return devices.stream().map(Gpu::id).collect(Collectors.joining(","));
    }
  }
}
