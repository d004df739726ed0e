package io.synapse.execute.worker;

import java.io.IOException;

/**
 * What a worker does when it has lost its driver: it ends, and whatever its plugin started with it.
 */
final class LostDriver {

  private static final int RESERVE_BYTES = 1 << 20;

  private final WorkerEnvironment environment;

  /** The plugin may have taken all other memory. */
  @SuppressWarnings("UnusedVariable") // is there to be let go
  private byte[] reserve = new byte[RESERVE_BYTES];

  LostDriver(WorkerEnvironment environment) {
    this.environment = environment;
  }

  /** The connection has ended. Doesn't return. */
  void end() {
    end(WorkerStatus.CONNECTION_LOST, true);
  }

  /**
   * The worker cannot continue. Does not return. Of several threads that notice, one does it: they
   * would end what it starts.
   *
   * @param unlessGone the exit status if the driver is there
   * @param likelyGone whether it probably isn't
   */
  synchronized void end(int unlessGone, boolean likelyGone) {
    int status = unlessGone;
    reserve = null;
    try {
      if (DriverSocket.isGone(environment.socket(), likelyGone)) {
        status = WorkerStatus.DRIVER_GONE;
        DriverSocket.delete(environment.socket());
        endOthers();
      }
      // Otherwise the driver ends the others, and other workers still need its socket.
    } catch (IOException e) {
      // There is nobody to report it to.
    } finally {
      Runtime.getRuntime().halt(status);
    }
  }

  private void endOthers() throws IOException {
    try {
      // Some may have made a group of their own.
      endOffspring();
    } finally {
      if (environment.leadsGroup()) {
        endGroup();
      }
    }
  }

  /** Ends what the plugin started. */
  void endOffspring() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    DescendantProcesses.end(environment.token());
  }

  /** This ends this process too. */
  private static void endGroup() throws IOException {
    Process kill =
        new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + ProcessHandle.current().pid()).start();
    kill.onExit().join();
  }
}
