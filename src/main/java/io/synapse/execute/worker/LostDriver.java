package io.synapse.execute.worker;

import java.io.IOException;
import java.nio.file.Files;

/** What a worker does when its driver is gone: it ends, and whatever its plugin started with it. */
final class LostDriver {

  private final WorkerEnvironment environment;

  LostDriver(WorkerEnvironment environment) {
    this.environment = environment;
  }

  /** Doesn't return. Of several threads that notice, one does it: they would end what it starts. */
  synchronized void end() {
    try {
      clearUp();
      endOthers();
    } catch (IOException e) {
      // Nobody is there to be told.
    } finally {
      Runtime.getRuntime().halt(WorkerStatus.DRIVER_GONE);
    }
  }

  private void clearUp() {
    try {
      Files.deleteIfExists(environment.socket());
      Files.deleteIfExists(environment.socket().getParent());
    } catch (IOException e) {
      // The next driver tries again.
    }
  }

  private void endOthers() throws IOException {
    try {
      // Some may have made a group of their own.
      endDescendants();
    } finally {
      if (environment.leadsGroup()) {
        endGroup();
      }
    }
  }

  /** Ends what the plugin started, as far as its parents are still there. */
  static void endDescendants() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  /** This ends this process too. */
  private static void endGroup() throws IOException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + ProcessHandle.current().pid()).start();
    kill.onExit().join();
  }
}
