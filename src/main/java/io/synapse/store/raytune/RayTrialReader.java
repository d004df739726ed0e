package io.synapse.store.raytune;

import io.synapse.problem.InvalidInputException;
import io.synapse.run.MetricColumns;
import io.synapse.run.TrialStatus;
import io.synapse.store.raytune.RayTrial.RayReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the folder of one trial. */
final class RayTrialReader {

  static final String RESULTS = "result.json";
  static final String TABLE = "progress.csv";
  static final String PARAMS = "params.json";
  static final String ERROR = "error.txt";

  private static final int ID_DIGITS = 12;
  private static final String ITERATION = "training_iteration";
  private static final String SECONDS = "time_total_s";

  /** The last second of the year 9999, counted from 1970. */
  private static final double LAST_SECOND = 253_402_300_799.0;

  private final Path folder;
  private final RayExperimentState state;

  RayTrialReader(Path folder, RayExperimentState state) {
    this.folder = folder;
    this.state = state;
  }

  /** Whether a folder is that of a trial. */
  static boolean isTrial(Path folder) {
    return Files.isRegularFile(folder.resolve(PARAMS))
        || Files.isRegularFile(folder.resolve(RESULTS));
  }

  RayTrial read() throws IOException {
    List<Map<String, Object>> lines = results();
    Map<String, Object> last = lines.isEmpty() ? Map.of() : lines.get(lines.size() - 1);
    TrialStatus status = status(!lines.isEmpty());
    return new RayTrial(
        id(last),
        folder,
        config(last),
        status,
        reports(lines),
        status == TrialStatus.ERROR ? error() : "",
        checkpoint(last));
  }

  private List<Map<String, Object>> results() {
    Path file = folder.resolve(RESULTS);
    Path table = folder.resolve(TABLE);
    if (Files.exists(file) || !Files.exists(table)) {
      return Files.exists(file) ? RayJson.lines(file) : List.of();
    }
    return RayCsv.rows(table);
  }

  /** Ray's own, else what the path is known by. */
  private String id(Map<String, Object> last) {
    return last.get("trial_id") instanceof String id && !id.isBlank()
        ? id
        : sha1(folder.toString()).substring(0, ID_DIGITS);
  }

  private static String sha1(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> config(Map<String, Object> last) {
    Path params = folder.resolve(PARAMS);
    if (Files.exists(params)) {
      return RayJson.object(params);
    }
    return last.get("config") instanceof Map<?, ?> config ? (Map<String, Object>) config : Map.of();
  }

  /** Without a state, one that left an error failed, and one that reported ended. */
  private TrialStatus status(boolean reported) {
    TrialStatus recorded = state.trials().get(folder.getFileName().toString());
    if (recorded != null) {
      return recorded;
    }
    if (Files.exists(folder.resolve(ERROR))) {
      return TrialStatus.ERROR;
    }
    return reported ? TrialStatus.TERMINATED : TrialStatus.PENDING;
  }

  private List<RayReport> reports(List<Map<String, Object>> lines) {
    List<RayReport> reports = new ArrayList<>();
    for (Map<String, Object> line : lines) {
      long counted = reports.size() + 1L;
      long iteration = line.get(ITERATION) instanceof Number number ? number.longValue() : counted;
      reports.add(new RayReport(metrics(line, iteration), iteration, time(line)));
    }
    return reports;
  }

  private static Map<String, Object> metrics(Map<String, Object> line, long iteration) {
    Map<String, Object> metrics = new LinkedHashMap<>(line);
    metrics.keySet().removeIf(name -> MetricColumns.isBookkeeping(name) && !name.equals(SECONDS));
    metrics.put(ITERATION, iteration);
    return metrics;
  }

  /** What the result says, if that can be a time at all; else when something was last written. */
  private Instant time(Map<String, Object> line) {
    if (line.get("timestamp") instanceof Number seconds && isTime(seconds.doubleValue())) {
      return Instant.ofEpochMilli(Math.round(seconds.doubleValue() * 1000));
    }
    try {
      return Files.getLastModifiedTime(folder).toInstant();
    } catch (IOException e) {
      throw new InvalidInputException(folder + " cannot be read: " + e);
    }
  }

  /** NaN is none, nor is what the documented form of times has no room for. */
  private static boolean isTime(double seconds) {
    return seconds >= 0 && seconds <= LAST_SECOND;
  }

  /** The exception's own words, which follow the indented lines of the trace. */
  private String error() {
    Path file = folder.resolve(ERROR);
    if (!Files.exists(file)) {
      return "it failed, and left no " + ERROR;
    }
    List<String> lines = RayJson.text(file).strip().lines().toList();
    int start = lines.size() - 1;
    while (start > 0 && !lines.get(start - 1).startsWith(" ")) {
      start--;
    }
    return String.join(" ", lines.subList(start, lines.size())).strip();
  }

  private Optional<Path> checkpoint(Map<String, Object> last) throws IOException {
    if (last.get("checkpoint_dir_name") instanceof String name
        && name.matches("\\w[\\w.-]*")
        && Files.isDirectory(folder.resolve(name))) {
      return Optional.of(folder.resolve(name));
    }
    Optional<Path> latest = Optional.empty();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "checkpoint_*")) {
      for (Path each : found) {
        if (Files.isDirectory(each) && (latest.isEmpty() || each.compareTo(latest.get()) > 0)) {
          latest = Optional.of(each);
        }
      }
    }
    return latest;
  }
}
