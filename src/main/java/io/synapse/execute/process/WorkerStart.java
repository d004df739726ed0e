package io.synapse.execute.process;

import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.resources.GpuPool;
import io.synapse.execute.resources.GpuPool.GpuShare;
import io.synapse.execute.resources.UsageMeters;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.execute.worker.WorkerEnvironment;
import io.synapse.protocol.DriverMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the workers of one run are started.
 *
 * @param program what they are
 * @param command how it is started
 * @param server where they connect
 * @param setup what they are sent first
 * @param limits how long they may take
 * @param unattributedOutput takes what they print while they have no trial
 * @param resources what they get of the machine
 */
record WorkerStart(
    WorkerProgram program,
    WorkerCommand command,
    WorkerServer server,
    DriverMessage.Setup setup,
    WorkerLimits limits,
    Path unattributedOutput,
    WorkerResources resources) {

  /** What to do about memory that is too little, for a person. */
  String memoryHint() {
    return program.memoryHint(resources.share());
  }

  /**
   * Starts one. Its output and error are one stream; its input stays open as long as this process
   * lives, and its end tells the worker that this process is gone.
   *
   * @param token what it will say hello with
   * @param devices its share of them, where it needs one
   */
  Process launch(String token, Optional<GpuShare> devices) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.words()).redirectErrorStream(true);
    builder.environment().putAll(resources.share().environment(devices));
    builder
        .environment()
        .putAll(new WorkerEnvironment(server.socket(), token, command.leadsGroup()).variables());
    return builder.start();
  }

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
}
