package io.synapse.execute.resources;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A process that waits for its child, which uses a processor; then it waits for its input. Both end
 * with this process at the latest.
 */
final class BusyProcesses implements AutoCloseable {

  private final Process parent;
  private final ProcessHandle child;

  private BusyProcesses(Process parent) {
    this.parent = parent;
    await().until(() -> parent.children().findAny().isPresent());
    this.child = parent.children().findAny().orElseThrow();
  }

  static BusyProcesses start() throws IOException {
    String child = "while kill -0 " + ProcessHandle.current().pid() + "; do :; done";
    String script = "sh -c '" + child + "' & wait; read line";
    return new BusyProcesses(new ProcessBuilder("sh", "-c", script).start());
  }

  long pid() {
    return parent.pid();
  }

  long childPid() {
    return child.pid();
  }

  /** Returns when the child has used the processor for a while. */
  void awaitCpuSeconds(double seconds) {
    await().atMost(1, TimeUnit.MINUTES).until(() -> ProcessTree.cpuSeconds(childPid()) >= seconds);
  }

  /** Ends the child, and returns when its parent knows. */
  void endChild() {
    child.destroyForcibly();
    await().until(() -> parent.children().findAny().isEmpty());
  }

  @Override
  public void close() {
    if (parent.isAlive()) {
      endChild();
      parent.destroyForcibly();
    }
    parent.onExit().join();
  }
}
