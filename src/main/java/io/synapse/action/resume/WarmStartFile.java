package io.synapse.action.resume;

import io.synapse.action.prepare.TrainPlan.WarmStart;
import io.synapse.files.JsonFile;
import io.synapse.job.Job;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.History.PastTrial;
import io.synapse.run.RunFolder;
import io.synapse.space.Config;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run's search has learned from earlier runs, in the run's own folder: when the run is
 * resumed, they may have grown or be gone.
 */
public final class WarmStartFile {

  private static final String METRIC = "metric";
  private static final String SOURCES = "from";
  private static final String TRIALS = "trials";
  private static final String CONFIG = "config";
  private static final String VALUE = "value";

  private final Path path;

  public WarmStartFile(RunFolder run) {
    this.path = run.warmStartFile();
  }

  /** Writes what there is to write; a run that learns from none has no file. */
  public void write(WarmStart warmStart, Job job) {
    if (warmStart.sources().isEmpty()) {
      return;
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put(METRIC, metric(job).orElse(null));
    document.put(SOURCES, warmStart.sources());
    document.put(TRIALS, warmStart.trials().stream().map(WarmStartFile::fields).toList());
    JsonFile.write(path, document);
  }

  private static Map<String, Object> fields(PastTrial trial) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(CONFIG, trial.config().values());
    fields.put(VALUE, trial.value());
    return fields;
  }

  private static Optional<String> metric(Job job) {
    return job.tuning().map(tuning -> tuning.config().objective().metric());
  }

  /**
   * What was written, as far as it still fits the job, which a person may have changed.
   *
   * @throws OperationFailedException when the file is damaged
   */
  WarmStart read(Job job) {
    if (!Files.exists(path) || job.tuning().isEmpty()) {
      return WarmStart.NONE;
    }
    Map<String, Object> document = JsonFile.read(path);
    boolean sameMetric = metric(job).equals(Optional.ofNullable(document.get(METRIC)));
    Map<String, String> sources = new LinkedHashMap<>();
    object(document, SOURCES).forEach((run, text) -> sources.put(run, String.valueOf(text)));
    List<PastTrial> trials = sameMetric ? trials(document) : List.of();
    return new WarmStart(trials, sources).within(job.tuning().map(Job.Tuning::space).orElseThrow());
  }

  private List<PastTrial> trials(Map<String, Object> document) {
    if (document.get(TRIALS) instanceof List<?> list) {
      return list.stream().map(this::trial).toList();
    }
    throw damaged(TRIALS);
  }

  private PastTrial trial(Object entry) {
    if (entry instanceof Map<?, ?> fields && fields.get(VALUE) instanceof Number value) {
      return new PastTrial(new Config(object(fields, CONFIG)), value.doubleValue());
    }
    throw damaged(VALUE);
  }

  @SuppressWarnings("unchecked") // an object of JSON has texts as names
  private Map<String, Object> object(Map<?, ?> fields, String name) {
    if (fields.get(name) instanceof Map<?, ?> object) {
      return (Map<String, Object>) object;
    }
    throw damaged(name);
  }

  private OperationFailedException damaged(String name) {
    return new OperationFailedException(
        "%s is damaged: '%s' is not what it must be; restore the file from a copy, or start the job anew"
            .formatted(path, name));
  }
}
