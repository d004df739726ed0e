package io.synapse.report.tracking;

import java.util.LinkedHashMap;
import java.util.Map;

/** What has not been sent yet, by run; the run of the whole job has the key {@link #JOB}. */
final class Updates {

  /** Trials have their ids as keys. */
  static final String JOB = "";

  private final Map<String, RunUpdate> byRun = new LinkedHashMap<>();

  RunUpdate of(String run) {
    return byRun.computeIfAbsent(run, key -> new RunUpdate());
  }

  /** By run, the job's first; the caller takes out what it has sent. */
  Map<String, RunUpdate> byRun() {
    return byRun;
  }

  boolean isEmpty() {
    return byRun.isEmpty();
  }

  /** Whether all that is short has been sent. */
  boolean hasFilesAlone() {
    return byRun.values().stream().allMatch(RunUpdate::hasFilesAlone);
  }

  void dropEmpty() {
    byRun.values().removeIf(RunUpdate::isEmpty);
  }

  /** How much waits, roughly. */
  int size() {
    return byRun.values().stream().mapToInt(RunUpdate::size).sum();
  }
}
