package io.synapse.execute.worker;

import java.io.IOException;
import java.nio.file.Files;

/** What a worker does when its driver is gone: it ends, and whatever its plugin started with it. */
final class LostDriver {

  private final WorkerEnvironment environment;

  LostDriver(WorkerEnvironment environment) {
    this.environment = environment;
  }

  /** Doesn't return. */
  void end() {
    try {
      Files.deleteIfExists(environment.socket());
      Files.deleteIfExists(environment.socket().getParent());
      endOthers();
    } catch (IOException e) {
      // Nobody is there to be told.
    } finally {
      Runtime.getRuntime().halt(WorkerStatus.DRIVER_GONE);
    }
  }

  private void endOthers() throws IOException {
    if (environment.leadsGroup()) {
      // This ends this process too.
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + ProcessHandle.current().pid())
              .start();
      kill.onExit().join();
    } else {
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }
  }
}
