package io.synapse.execute.process;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker's process with everything that its plugin started. */
final class ProcessGroup {

  private static final Logger LOG = LoggerFactory.getLogger(ProcessGroup.class);
  private static final long LONGEST_KILL_S = 10;

  private final Process leader;
  private final boolean own;
  private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

  /**
   * The processes around one.
   *
   * @param own whether it leads a process group
   */
  ProcessGroup(Process leader, boolean own) {
    this.leader = leader;
    this.own = own;
  }

  /** Processes that were seen to belong to it, should their parents be gone when it is ended. */
  void remember(List<ProcessHandle> descendants) {
    seen.removeIf(each -> !each.isAlive());
    seen.addAll(descendants);
  }

  /** Ends all of them at once; also what is left when the leader is gone already. */
  void kill() {
    List<ProcessHandle> children = leader.descendants().toList();
    if (own) {
      // First, and all at once: should this process die meanwhile, the leader ends the others.
      killGroup();
    }
    // The process itself, unlike its handle, would close the pipe with what it printed last.
    leader.toHandle().destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    seen.forEach(ProcessHandle::destroyForcibly);
  }

  /** Java can signal single processes alone. */
  private void killGroup() {
    try {
      Process kill =
          new ProcessBuilder("sh", "-c", "kill -s KILL -- -" + leader.pid() + " 2>/dev/null")
              .start();
      if (!kill.waitFor(LONGEST_KILL_S, TimeUnit.SECONDS)) {
        kill.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.warn("what the plugin in process {} started could not be ended", leader.pid(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
