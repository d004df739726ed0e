package io.synapse.action.resume;

import io.synapse.action.prepare.RunOptions;
import io.synapse.action.prepare.RunOptions.JobOrigin;
import io.synapse.action.resume.Resumption.ResumeRequest;
import io.synapse.files.JsonFile;
import io.synapse.job.Bindings;
import io.synapse.job.JobReader;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.job.JobSource;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.ShownValue;
import io.synapse.space.FlatValues;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * Decides which job a resumed run has: the one that it stored, or the one that its file holds now.
 */
final class ResumedJob {

  private final JobReader reader;
  private final IntPredicate registered;
  private final ResumeRequest request;
  private final RunOptions given;

  /**
   * Nothing settled yet.
   *
   * @param registered whether the store has the data set with an id
   */
  ResumedJob(JobReader reader, IntPredicate registered, ResumeRequest request, RunOptions given) {
    this.reader = reader;
    this.registered = registered;
    this.request = request;
    this.given = given;
  }

  /**
   * The job to resume with, and how it differs from the run's.
   *
   * @param job bound to the plugin and the data set that its file names now
   */
  record ChosenJob(LoadedJob job, JobOrigin origin, JobChanges changes) {}

  /**
   * Chooses.
   *
   * @param before the job as the run kept it
   * @param stored where that came from
   * @throws InvalidInputException when it has changed and that is not requested
   */
  ChosenJob choose(Map<String, Object> before, JobOrigin stored) {
    JobOrigin origin = origin(stored);
    LoadedJob kept = reader.read(asSource(before), given.origin().overrides());
    Optional<LoadedJob> fromFile = fromFile(stored, origin);
    if (fromFile.isPresent()) {
      JobChanges byFile = JobChanges.between(kept.document(), fromFile.get().document());
      refuse(byFile, "the job file " + origin.file().orElseThrow() + " has changed");
      if (!byFile.isEmpty()) {
        JobChanges all = JobChanges.between(before, fromFile.get().document());
        return new ChosenJob(bound(fromFile.get(), kept, fromFile), origin, all);
      }
    }
    JobChanges changes = JobChanges.between(before, kept.document());
    refuse(changes.withoutExtensions(), "-s changes more than how long the run is");
    return new ChosenJob(bound(kept, kept, fromFile), origin, changes);
  }

  /** Where the job comes from from now on: overrides of before count on. */
  private JobOrigin origin(JobOrigin stored) {
    List<String> overrides = new ArrayList<>(stored.overrides());
    overrides.addAll(given.origin().overrides());
    return new JobOrigin(given.origin().file().or(stored::file), overrides);
  }

  /** The job as its file says it now; a file that is gone, or no job any more, changes nothing. */
  private Optional<LoadedJob> fromFile(JobOrigin stored, JobOrigin origin) {
    if (given.origin().file().isPresent()) {
      return Optional.of(
          reader.read(JobSource.file(given.origin().file().get()), origin.overrides()));
    }
    Optional<Path> file = stored.file().filter(Files::isRegularFile);
    try {
      return file.map(path -> reader.read(JobSource.file(path), origin.overrides()));
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }

  /** What neither the file nor the store knows any more is where it was. */
  private LoadedJob bound(LoadedJob job, LoadedJob kept, Optional<LoadedJob> fromFile) {
    if (fromFile.isEmpty()) {
      return job;
    }
    Bindings written = fromFile.get().bindings();
    Map<Integer, Path> datasets = new HashMap<>(kept.bindings().datasets());
    datasets.keySet().removeIf(registered::test);
    datasets.putAll(written.datasets());
    Bindings before = kept.bindings();
    Bindings bindings =
        new Bindings(
            written.plugin().or(before::plugin),
            written.python().or(before::python),
            datasets,
            before.tracking());
    return new LoadedJob(job.job(), bindings, job.document(), job.warnings(), job.places());
  }

  private void refuse(JobChanges changes, String what) {
    if (!changes.isEmpty() && !request.force()) {
      throw new InvalidInputException(
          "%s since the run was started: %s; undo that, or go on all the same with --force"
              .formatted(what, changes.text()));
    }
  }

  /** A stored job as if it came from a file. */
  static JobSource asSource(Map<String, Object> job) {
    byte[] bytes = JsonFile.text(job).getBytes(StandardCharsets.UTF_8);
    return JobSource.standardInput(new ByteArrayInputStream(bytes));
  }

  /** Which fields of a job differ between two versions of it. */
  static final class JobChanges {

    /** Fields whose change makes a run longer or wider and leaves what it has done as it is. */
    private static final Set<String> EXTENSIONS =
        Set.of(
            "tune_config.num_samples",
            "tune_config.time_budget_s",
            "tune_config.max_concurrent_trials",
            "tune_config.stop_when_all_fail");

    private final Map<String, String> changes;

    private JobChanges(Map<String, String> changes) {
      this.changes = changes;
    }

    /**
     * Compares two jobs, each with its envelope.
     *
     * @param before the job as it was
     * @param now the job as it is
     */
    static JobChanges between(Map<String, Object> before, Map<String, Object> now) {
      Map<String, Object> was = params(before);
      Map<String, Object> is = params(now);
      Set<String> names = new LinkedHashSet<>(was.keySet());
      names.addAll(is.keySet());
      Map<String, String> changes = new LinkedHashMap<>();
      for (String name : names) {
        if (!Objects.equals(was.get(name), is.get(name))) {
          changes.put(name, shown(was, name) + " -> " + shown(is, name));
        }
      }
      return new JobChanges(changes);
    }

    @SuppressWarnings("unchecked") // an object of a job has texts as names
    private static Map<String, Object> params(Map<String, Object> job) {
      Map<String, Object> flat = new LinkedHashMap<>();
      FlatValues.of((Map<String, Object>) job.getOrDefault("params", Map.of()))
          .forEach((path, value) -> flat.put(path.replace('/', '.'), value));
      return flat;
    }

    private static String shown(Map<String, Object> values, String name) {
      return values.containsKey(name) ? ShownValue.of(values.get(name)) : "not set";
    }

    boolean isEmpty() {
      return changes.isEmpty();
    }

    /** Field to {@code before -> now}. */
    Map<String, String> all() {
      return changes;
    }

    /** The same without those that make a run longer or wider. */
    JobChanges withoutExtensions() {
      Map<String, String> others = new LinkedHashMap<>(changes);
      others.keySet().removeAll(EXTENSIONS);
      return new JobChanges(others);
    }

    /** For a person. */
    String text() {
      return changes.entrySet().stream()
          .map(change -> change.getKey() + ": " + change.getValue())
          .collect(Collectors.joining("; "));
    }
  }
}
