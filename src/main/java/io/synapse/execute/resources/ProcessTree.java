package io.synapse.execute.resources;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** What a process and its descendants use, as the system reports it. */
final class ProcessTree {

  /** Linux counts processor time in hundredths of a second, whatever its own clock does. */
  private static final double TICKS_PER_SECOND = 100;

  /** From the process's state, which follows its name, to utime, stime, cutime and cstime. */
  private static final int FIRST_TIME = 11;

  private static final int TIMES = 4;
  private static final String RESIDENT = "VmRSS:";

  private final long pid;
  private final Set<ProcessHandle> seen = ConcurrentHashMap.newKeySet();

  ProcessTree(long pid) {
    this.pid = pid;
  }

  /** The process and, which takes a look at every process of the system, its descendants. */
  List<Long> members() {
    List<ProcessHandle> descendants =
        ProcessHandle.of(pid).map(ProcessHandle::descendants).orElse(Stream.empty()).toList();
    seen.removeIf(each -> !each.isAlive());
    seen.addAll(descendants);
    List<Long> members = new ArrayList<>();
    members.add(pid);
    descendants.forEach(each -> members.add(each.pid()));
    return members;
  }

  /**
   * The descendants that {@link #members} has come upon and that may still be alive; some may have
   * lost their parents since.
   */
  List<ProcessHandle> seen() {
    return List.copyOf(seen);
  }

  /** Processor time of the process itself and of its children that have ended; 0 if it is gone. */
  double ownCpuSeconds() {
    return cpuSeconds(pid);
  }

  /** Resident memory of the process itself. */
  OptionalLong ownResidentBytes() {
    return residentBytes(pid);
  }

  static double cpuSeconds(long member) {
    try {
      String stat = Files.readString(Path.of("/proc/" + member + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int i = 0; i < TIMES; i++) {
        ticks += Long.parseLong(fields[FIRST_TIME + i]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException | RuntimeException e) {
      return elsewhere(member);
    }
  }

  /** Where there is no /proc. */
  private static double elsewhere(long member) {
    return ProcessHandle.of(member)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toMillis)
        .map(millis -> millis / 1000.0)
        .orElse(0.0);
  }

  /** Resident memory; empty when the system does not report it, or the process is gone. */
  static OptionalLong residentBytes(long member) {
    try {
      return Files.readAllLines(Path.of("/proc/" + member + "/status")).stream()
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst();
    } catch (IOException | RuntimeException e) {
      return OptionalLong.empty();
    }
  }
}
