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

  private final List<MlflowItem> items = new ArrayList<>();
  private final List<Artifact> artifacts = new ArrayList<>();
  private Optional<RunStart> start = Optional.empty();
  private Optional<StatusChange> standing = Optional.empty();

  /**
   * A run begins.
   *
   * @param name what people see
   * @param identity the tag that no other run has
   */
  record RunStart(String name, Instant time, MlflowItem identity) {}

  /** Where it stands, and since when if it has ended. */
  record StatusChange(MlflowStatus status, Optional<Instant> end) {}

  /**
   * A file.
   *
   * @param name its path among the artifacts
   */
  record Artifact(String name, Path file) {}

  void start(RunStart begun) {
    start = Optional.of(begun);
  }

  Optional<RunStart> start() {
    return start;
  }

  /** The run is there. */
  void startSent() {
    start = Optional.empty();
  }

  void add(MlflowItem item) {
    items.add(item);
  }

  void tag(String key, String value) {
    if (!value.isEmpty()) {
      items.add(MlflowItem.tag(key, MlflowText.tag(value)));
    }
  }

  void standing(MlflowStatus status, Optional<Instant> end) {
    standing = Optional.of(new StatusChange(status, end));
  }

  Optional<StatusChange> standing() {
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
  List<MlflowItem> next() {
    Map<MlflowItem.ItemKind, Integer> counts = new EnumMap<>(MlflowItem.ItemKind.class);
    List<MlflowItem> next = new ArrayList<>();
    for (MlflowItem item : items) {
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
