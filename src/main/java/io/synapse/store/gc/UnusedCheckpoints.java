package io.synapse.store.gc;

import io.synapse.files.JsonFields;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.Decision;
import io.synapse.run.JournalReader;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptStarted;
import io.synapse.run.RunEvent.TrialDecided;
import io.synapse.run.RunEvent.TrialEnded;
import io.synapse.run.RunEvent.TrialReported;
import io.synapse.run.RunEvent.Unrecognized;
import io.synapse.run.RunFolder;
import io.synapse.run.SavedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The checkpoints of a run that nothing continues from: neither the latest of their trials, as many
 * as the job keeps, nor where an attempt of any trial started, nor a model. What is deleted cannot
 * be had back, so every reference in the journal counts, also one of an attempt that was repeated
 * and one in an event that this version does not know.
 */
final class UnusedCheckpoints {

  private final Map<String, List<Path>> reported = new HashMap<>();
  private final Set<Path> named = new HashSet<>();

  private UnusedCheckpoints() {}

  /** The unused checkpoints of a run that is not running; none when its records cannot be read. */
  static List<Path> of(RunFolder run) throws IOException {
    List<Path> folders = folders(run);
    if (folders.isEmpty() || !Files.exists(run.journalFile()) || !Files.exists(run.jobFile())) {
      return List.of();
    }
    try (Stream<RecordedEvent> events = JournalReader.skim(run.journalFile())) {
      UnusedCheckpoints found = new UnusedCheckpoints();
      events.forEach(recorded -> found.apply(recorded.event()));
      Set<Path> needed = found.needed(keptPerTrial(run.job()));
      // A model may be a file or folder in a checkpoint.
      return folders.stream()
          .filter(
              folder ->
                  needed.stream().map(run::located).noneMatch(path -> path.startsWith(folder)))
          .toList();
    } catch (OperationFailedException e) {
      // What a damaged record refers to is not known.
      return List.of();
    }
  }

  private void apply(RunEvent event) {
    if (event instanceof TrialReported report) {
      report
          .checkpoint()
          .ifPresent(
              saved ->
                  reported
                      .computeIfAbsent(report.trialId(), id -> new ArrayList<>())
                      .add(saved.path()));
      addSource(report.decision());
    } else if (event instanceof TrialDecided decided) {
      addSource(decided.decision());
    } else if (event instanceof AttemptStarted started) {
      started.checkpoint().map(SavedCheckpoint::path).ifPresent(named::add);
    } else if (event instanceof TrialEnded ended) {
      ended.model().ifPresent(named::add);
    } else if (event instanceof Unrecognized unrecognized) {
      unrecognized.fields().values().forEach(this::addText);
    }
  }

  private void addSource(Decision decision) {
    if (decision instanceof Decision.Exploit exploit) {
      named.add(exploit.checkpoint().path());
    }
  }

  private void addText(Object value) {
    try {
      if (value instanceof String text) {
        named.add(Path.of(text));
      }
    } catch (InvalidPathException e) {
      // A text that is no path refers to no checkpoint.
    }
  }

  private static List<Path> folders(RunFolder run) throws IOException {
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

  private Set<Path> needed(int kept) {
    Set<Path> needed = new HashSet<>(named);
    for (List<Path> ofTrial : reported.values()) {
      needed.addAll(ofTrial.subList(Math.max(0, ofTrial.size() - kept), ofTrial.size()));
    }
    return needed;
  }

  private static int keptPerTrial(Map<String, Object> record) {
    Map<String, Object> params = JsonFields.object(JsonFields.object(record, "job"), "params");
    Object kept = JsonFields.object(params, "tune_config").get("keep_checkpoints");
    return kept instanceof Number number ? Math.max(1, number.intValue()) : 1;
  }
}
