package io.synapse.execute.worker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a worker's plugin started, wherever it is by now: a session of its own and the death of its
 * parent hide a process from its worker, but it has inherited the worker's environment.
 */
public final class DescendantProcesses {

  /** While they are ended some may start others. */
  private static final int MOST_LOOKS = 10;

  private DescendantProcesses() {}

  /**
   * Ends all processes but this one that have a worker's token. Does nothing where the system does
   * not show the environment of a process.
   */
  public static void end(String token) {
    Set<ProcessHandle> ended = new HashSet<>(Set.of(ProcessHandle.current()));
    boolean more = Files.isDirectory(Path.of("/proc/self"));
    for (int look = 0; more && look < MOST_LOOKS; look++) {
      List<ProcessHandle> found = with(WorkerEnvironment.entry(token));
      found.stream().filter(each -> !ended.contains(each)).forEach(ProcessHandle::destroyForcibly);
      more = ended.addAll(found);
    }
  }

  /** The handle knows when its process started: another with the same number is not ended. */
  private static List<ProcessHandle> with(String entry) {
    return ProcessHandle.allProcesses().filter(each -> has(each.pid(), entry)).toList();
  }

  private static boolean has(long pid, String entry) {
    try {
      byte[] environment = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
      String text = "\0" + new String(environment, StandardCharsets.ISO_8859_1);
      return text.contains("\0" + entry + "\0");
    } catch (IOException e) {
      // Gone, or another user's.
      return false;
    }
  }
}
