package io.synapse.report.files;

import io.synapse.report.files.EventMessages.SessionStatus;
import io.synapse.tune.FlatValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A trial's files {@code events.out.tfevents.*}, which TensorBoard reads in the order of their
 * names as one run. The first has the hyperparameters alone and is replaced when they change; the
 * others grow.
 *
 * <p>What doesn't count any more is cut off, wherever a reader may be by then: so the next event
 * goes into a new file. That one begins with the start of a session at a step above all that stays,
 * by which a TensorBoard that is open forgets what it had read beyond.
 */
final class EventFiles {

  private static final String PREFIX = "events.out.tfevents.";

  private final Path folder;
  private final String trialId;
  private final String host;
  private final Map<String, Long> highestSteps = new LinkedHashMap<>();
  private List<Path> files = List.of();
  private AppendedFile current;

  EventFiles(Path folder, String trialId, String host) {
    this.folder = folder;
    this.trialId = trialId;
    this.host = host;
  }

  /**
   * An attempt begins, and what was written after the report of an iteration doesn't count.
   *
   * @param config its hyperparameters
   */
  void begin(Instant time, long iteration, Map<String, Object> config) throws IOException {
    keepUpTo(time, iteration);
    Map<String, Object> values = new LinkedHashMap<>(FlatValues.of(config));
    values.values().removeIf(Objects::isNull);
    AppendedFile file = new AppendedFile(files.get(0), 0);
    file.add(RecordFraming.framed(EventMessages.fileVersion(time)));
    file.add(RecordFraming.framed(EventMessages.sessionStartInfo(time, trialId, values)));
    file.replace();
  }

  /** The same without an attempt: an earlier process has left these files, and all of it counts. */
  void reopen(Instant time) throws IOException {
    keepUpTo(time, Long.MAX_VALUE);
  }

  private void keepUpTo(Instant time, long iteration) throws IOException {
    highestSteps.clear();
    files = existing();
    if (files.isEmpty()) {
      files = List.of(name(time.getEpochSecond(), 0));
    }
    List<Path> grown = files.subList(1, files.size());
    CountedEvents counted = CountedEvents.of(grown, iteration);
    highestSteps.putAll(counted.highestSteps());
    boolean lost = counted.cut();
    if (grown.isEmpty() || lost) {
      startFile(time, lost ? counted.highestStep() + 1 : 0);
    } else {
      Path last = grown.get(grown.size() - 1);
      current = new AppendedFile(last, Files.size(last));
    }
  }

  /** Its name comes after those of the others. */
  private void startFile(Instant time, long step) throws IOException {
    String[] first = files.get(0).getFileName().toString().split("\\.");
    Path next = name(Long.parseLong(first[3]), files.size());
    files = Stream.concat(files.stream(), Stream.of(next)).toList();
    current = new AppendedFile(next, 0);
    current.add(RecordFraming.framed(EventMessages.fileVersion(time)));
    current.add(RecordFraming.framed(EventMessages.sessionStart(time, step)));
  }

  private Path name(long seconds, int number) {
    return folder.resolve(
        String.format(Locale.ROOT, "%s%010d.%s.%05d", PREFIX, seconds, host, number));
  }

  private List<Path> existing() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inFolder = Files.list(folder)) {
      return inFolder
          .filter(file -> file.getFileName().toString().startsWith(PREFIX))
          .sorted()
          .toList();
    }
  }

  /** The numbers of a report; its step is the iteration. */
  void report(Instant time, long iteration, Map<String, Object> result) {
    Map<String, Double> values = new LinkedHashMap<>();
    FlatValues.of(result)
        .forEach(
            (name, value) -> {
              if (ReportTags.isShown(name) && value instanceof Number number) {
                values.put(ReportTags.of(name), number.doubleValue());
              }
            });
    add(EventMessages.scalars(time, iteration, values));
    values.keySet().forEach(tag -> highestSteps.merge(tag, iteration, Math::max));
  }

  /** A logged number; without a step of its own it comes one step after those before it. */
  void logged(Instant time, String tag, OptionalLong given, double value) {
    long step = given.orElse(highestSteps.getOrDefault(tag, 0L) + 1);
    add(EventMessages.scalars(time, step, Map.of(tag, value)));
    highestSteps.merge(tag, step, Math::max);
  }

  void picture(Instant time, String tag, long step, Picture picture) {
    add(EventMessages.picture(time, step, tag, picture));
  }

  /** The trial is over. */
  void end(Instant time, SessionStatus status) {
    add(EventMessages.sessionEndInfo(time, status));
  }

  private void add(byte[] event) {
    current.add(RecordFraming.framed(event));
  }

  /** The one that grows; none before the first attempt. */
  Stream<AppendedFile> growing() {
    return Stream.ofNullable(current);
  }
}
