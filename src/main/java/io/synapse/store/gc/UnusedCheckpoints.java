package io.synapse.store.gc;

import io.synapse.problem.OperationFailedException;
import io.synapse.run.JournalReader;
import io.synapse.run.MovedFiles;
import io.synapse.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The checkpoints of a run from which nothing goes on: neither the newest of their trials, as many
 * as the job keeps, nor where an attempt of any trial began, nor a model.
 */
final class UnusedCheckpoints {

  private static final String CHECKPOINT = "checkpoint";

  private final RunFolder run;
  private final Map<String, List<String>> reported = new HashMap<>();
  private final Set<String> named = new HashSet<>();

  private UnusedCheckpoints(RunFolder run) {
    this.run = run;
  }

  /** Those of a run that nobody runs; none when its records cannot be read. */
  static List<Path> of(RunFolder run) throws IOException {
    UnusedCheckpoints found = new UnusedCheckpoints(run);
    List<Path> folders = found.folders();
    if (folders.isEmpty() || !Files.exists(run.journalFile()) || !Files.exists(run.jobFile())) {
      return List.of();
    }
    try (Stream<Map<String, Object>> lines = JournalReader.read(run.journalFile())) {
      lines.forEach(found::apply);
      return found.spare(folders, keptPerTrial(run.job()));
    } catch (OperationFailedException e) {
      // What a damaged record refers to is not known.
      return List.of();
    }
  }

  private List<Path> folders() throws IOException {
    List<Path> folders = new ArrayList<>();
    if (!Files.isDirectory(run.trialsFolder())) {
      return folders;
    }
    try (var trials = Files.newDirectoryStream(run.trialsFolder())) {
      for (Path trial : trials) {
        Path checkpoints = trial.resolve("checkpoints");
        if (Files.isDirectory(checkpoints)) {
          try (var each = Files.newDirectoryStream(checkpoints)) {
            each.forEach(folders::add);
          }
        }
      }
    }
    return folders;
  }

  private void apply(Map<String, Object> line) {
    String event = String.valueOf(line.get("event"));
    if (event.equals("report") && line.get(CHECKPOINT) instanceof String path) {
      String trial = String.valueOf(line.get("trial_id"));
      reported.computeIfAbsent(trial, id -> new ArrayList<>()).add(path);
    }
    Stream.of(event.equals("attempt") ? CHECKPOINT : "", "exploit_checkpoint", "model")
        .map(line::get)
        .filter(String.class::isInstance)
        .forEach(path -> named.add((String) path));
  }

  private List<Path> spare(List<Path> folders, int kept) {
    Set<String> needed = new HashSet<>(named);
    for (List<String> ofTrial : reported.values()) {
      needed.addAll(ofTrial.subList(Math.max(0, ofTrial.size() - kept), ofTrial.size()));
    }
    return folders.stream().filter(folder -> isSpare(folder, needed)).toList();
  }

  /**
   * A model may be a file or folder in a checkpoint. The journal has the paths of the place where
   * the store was, or of a link to it.
   */
  private boolean isSpare(Path folder, Set<String> needed) {
    MovedFiles moved = new MovedFiles(run);
    return needed.stream().map(moved::now).noneMatch(path -> path.startsWith(folder));
  }

  private static int keptPerTrial(Map<String, Object> record) {
    Object job = record.get("job");
    Object params = job instanceof Map<?, ?> map ? map.get("params") : null;
    Object tuning = params instanceof Map<?, ?> map ? map.get("tune_config") : null;
    Object kept = tuning instanceof Map<?, ?> map ? map.get("keep_checkpoints") : null;
    return kept instanceof Number number ? Math.max(1, number.intValue()) : 1;
  }
}
