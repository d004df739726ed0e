package io.synapse.execute.resources;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

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
