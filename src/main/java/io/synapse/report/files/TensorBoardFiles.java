package io.synapse.report.files;

import io.synapse.report.files.TensorBoardMessages.SessionStatus;
import io.synapse.report.files.TensorBoardMessages.TensorBoardPicture;
import io.synapse.space.FlatValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A trial's files {@code events.out.tfevents.*}, which TensorBoard reads in the order of their
 * names as one run; in general there is one. The first begins with the hyperparameters, and is
 * written anew when they change.
 *
 * <p>What doesn't count any more is cut off, and a reader may be beyond: so the next event goes
 * into a new file. That one begins with the start of a session at a step above all that stays, by
 * which a TensorBoard that is open forgets what it had read beyond.
 */
final class TensorBoardFiles {

  /** What the names of a trial's files begin with. */
  static final String PREFIX = "events.out.tfevents.";

  private final Path folder;
  private final String trialId;
  private final String host;
  private final Map<String, Long> highestSteps = new HashMap<>();
  private AppendedFile current;

  TensorBoardFiles(Path folder, String trialId, String host) {
    this.folder = folder;
    this.trialId = trialId;
    this.host = host;
    this.current = new AppendedFile(folder.resolve(PREFIX), 0);
  }

  /** The first attempt begins. */
  void begin(Instant time, Map<String, Object> config) {
    highestSteps.clear();
    String name = PREFIX + time.getEpochSecond() + "." + host + "." + digits(0);
    current = new AppendedFile(folder.resolve(name), 0);
    current.add(head(time, config));
  }

  private byte[] head(Instant time, Map<String, Object> config) {
    Map<String, Object> values = new LinkedHashMap<>(FlatValues.of(config));
    values.values().removeIf(Objects::isNull);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes(RecordFraming.framed(TensorBoardMessages.fileVersion(time)));
    head.writeBytes(
        RecordFraming.framed(TensorBoardMessages.sessionStartInfo(time, trialId, values)));
    return head.toByteArray();
  }

  /**
   * Another attempt begins, and what was written after the report of an iteration doesn't count.
   *
   * @param config its hyperparameters, which are those of the attempt before it
   */
  void proceed(Instant time, long iteration, Map<String, Object> config) throws IOException {
    List<Path> files = existing();
    if (files.isEmpty()) {
      begin(time, config);
      return;
    }
    RetainedEvents counted = keepUpTo(files, iteration);
    if (counted.cut()) {
      startFile(time, files, counted.highestStep() + 1);
    }
  }

  /** The same with other hyperparameters than before. */
  void change(Instant time, long iteration, Map<String, Object> config) throws IOException {
    List<Path> files = existing();
    if (files.isEmpty()) {
      begin(time, config);
      return;
    }
    RetainedEvents counted = keepUpTo(files, iteration);
    counted.cut();
    byte[] head = head(time, config);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(head);
    whole.writeBytes(behindHead(Files.readAllBytes(files.get(0))));
    AppendedFile.replace(files.get(0), whole.toByteArray());
    startFile(time, files, counted.highestStep() + 1);
  }

  /** What follows the two records that a trial's first file begins with. */
  private static byte[] behindHead(byte[] file) {
    ByteBuffer bytes = ByteBuffer.wrap(file);
    RecordFraming.read(bytes);
    RecordFraming.read(bytes);
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    return rest;
  }

  private RetainedEvents keepUpTo(List<Path> files, long iteration) throws IOException {
    RetainedEvents counted = RetainedEvents.of(files, iteration);
    highestSteps.clear();
    highestSteps.putAll(counted.highestSteps());
    current = counted.last();
    return counted;
  }

  /** Its name comes after those of the others. */
  private void startFile(Instant time, List<Path> before, long step) {
    String first = before.get(0).getFileName().toString();
    String stem = first.substring(0, first.length() - digits(0).length());
    current = new AppendedFile(folder.resolve(stem + digits(before.size())), 0);
    current.add(RecordFraming.framed(TensorBoardMessages.fileVersion(time)));
    current.add(RecordFraming.framed(TensorBoardMessages.sessionStart(time, step)));
  }

  private static String digits(int number) {
    return Integer.toString(100_000 + number).substring(1);
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

  /**
   * The numbers of a report, and what is true (1) or false (0); its step is the iteration.
   *
   * @param cells by name
   */
  void report(Instant time, long iteration, Map<String, Object> cells) {
    Map<String, Double> values = new LinkedHashMap<>();
    cells.forEach(
        (name, value) -> {
          if (ReportTags.isShown(name)) {
            real(value).ifPresent(real -> values.put(ReportTags.of(name), real));
          }
        });
    add(TensorBoardMessages.scalars(time, iteration, values));
  }

  private static Optional<Double> real(Object value) {
    if (value instanceof Boolean truth) {
      return Optional.of(truth ? 1.0 : 0.0);
    }
    return value instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
  }

  /** A logged number; without a step of its own it comes one step after those before it. */
  void logged(Instant time, String tag, OptionalLong given, double value) {
    long step = given.orElse(highestSteps.getOrDefault(tag, 0L) + 1);
    add(TensorBoardMessages.scalars(time, step, Map.of(tag, value)));
    highestSteps.merge(tag, step, Math::max);
  }

  void picture(Instant time, String tag, long step, TensorBoardPicture picture) {
    add(TensorBoardMessages.picture(time, step, tag, picture));
  }

  /** The trial has ended. */
  void end(Instant time, SessionStatus status) {
    add(TensorBoardMessages.sessionEndInfo(time, status));
  }

  private void add(byte[] event) {
    current.add(RecordFraming.framed(event));
  }

  /** The file that grows. */
  AppendedFile file() {
    return current;
  }

  /**
   * How Ray Tune names the numbers of a report in TensorBoard: {@code log_trial_result} in {@code
   * ray/tune/logger/tensorboardx.py}.
   */
  static final class ReportTags {

    private static final String PREFIX = "ray/tune/";

    /** What Ray Tune leaves out: the step itself, and what is no curve. */
    private static final Set<String> LEFT_OUT =
        Set.of("pid", "timestamp", ResultLine.TIME_TOTAL, ResultLine.ITERATION);

    /** Every report has it, and nothing else. */
    private static final String MARK = PREFIX + "iterations_since_restore";

    private ReportTags() {}

    static String of(String metric) {
      return PREFIX + metric;
    }

    /** Whether a number of a result has a curve. */
    static boolean isShown(String name) {
      return !LEFT_OUT.contains(name);
    }

    /** Whether an event with this tag is a report. */
    static boolean marksReport(String tag) {
      return tag.equals(MARK);
    }
  }
}
