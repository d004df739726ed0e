package io.synapse.execute.process;

import io.synapse.execute.resources.GpuPool;
import io.synapse.execute.resources.GpuShare;
import io.synapse.execute.resources.UsageMeters;
import io.synapse.execute.resources.WorkerShare;
import java.util.Optional;

/**
 * The machine as the workers of one run share it.
 *
 * @param share what each of them gets
 * @param devices where shares of devices come from, when workers need one
 * @param meters measure what is used
 */
record WorkerResources(WorkerShare share, Optional<GpuPool> devices, UsageMeters meters) {

  /** Waits for devices that a worker at its end gives back. */
  Optional<GpuShare> takeDevices() throws InterruptedException {
    return devices.isPresent() ? Optional.of(devices.get().await()) : Optional.empty();
  }

  void giveBack(Optional<GpuShare> taken) {
    taken.ifPresent(shared -> devices.orElseThrow().release(shared));
  }
}
