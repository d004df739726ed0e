package io.synapse.report.tracking;

import io.synapse.report.tracking.MlflowRun.MlflowStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run on the server has not got yet. What was sent is taken out. */
final class RunUpdate {

  private final List<LoggedItem> items = new ArrayList<>();
  private final List<Artifact> artifacts = new ArrayList<>();
  private Optional<Start> start = Optional.empty();
  private Optional<Standing> standing = Optional.empty();

  /**
   * A run begins.
   *
   * @param name what people see
   * @param identity the tag that no other run has
   */
  record Start(String name, Instant time, LoggedItem identity) {}

  /** Where it stands, and since when if it is over. */
  record Standing(MlflowStatus status, Optional<Instant> end) {}

  /**
   * A file.
   *
   * @param name its path among the artifacts
   */
  record Artifact(String name, Path file) {}

  void start(Start begun) {
    start = Optional.of(begun);
  }

  Optional<Start> start() {
    return start;
  }

  /** The run is there. */
  void startSent() {
    start = Optional.empty();
  }

  void add(LoggedItem item) {
    items.add(item);
  }

  void tag(String key, String value) {
    if (!value.isEmpty()) {
      items.add(LoggedItem.tag(key, MlflowText.tag(value)));
    }
  }

  void standing(MlflowStatus status, Optional<Instant> end) {
    standing = Optional.of(new Standing(status, end));
  }

  Optional<Standing> standing() {
    return standing;
  }

  /** Takes out the latest one. */
  void standingSent() {
    standing = Optional.empty();
  }

  void add(Artifact artifact) {
    artifacts.add(artifact);
  }

  /** What is left to upload; the caller takes out what it has sent. */
  List<Artifact> artifacts() {
    return artifacts;
  }

  boolean hasItems() {
    return !items.isEmpty();
  }

  /** As many as the server takes at once, in their order. */
  List<LoggedItem> next() {
    Map<LoggedItem.Kind, Integer> counts = new EnumMap<>(LoggedItem.Kind.class);
    List<LoggedItem> next = new ArrayList<>();
    for (LoggedItem item : items) {
      if (counts.merge(item.kind(), 1, Integer::sum) > item.kind().atOnce()) {
        break;
      }
      next.add(item);
    }
    return next;
  }

  /** Takes out the first of them. */
  void sent(int count) {
    items.subList(0, count).clear();
  }

  /** How much waits. */
  int size() {
    return items.size() + artifacts.size();
  }

  boolean hasFilesAlone() {
    return items.isEmpty() && start.isEmpty() && standing.isEmpty();
  }

  boolean isEmpty() {
    return size() == 0 && start.isEmpty() && standing.isEmpty();
  }

  /** What has not been sent yet, by run; the run of the whole job has the key {@link #JOB}. */
  static final class PendingUpdates {

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
}
