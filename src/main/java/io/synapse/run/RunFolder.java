package io.synapse.run;

import io.synapse.files.FolderName;
import io.synapse.files.JsonFile;
import io.synapse.problem.OperationFailedException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the files of one run are. Files and folders in it appear with their first content; none of
 * these paths but the run's folder need exist.
 *
 * @param runId the run's id, which is the folder's name
 * @param trialPrefix the 8 hex digits that the ids of its trials start with
 * @param path the folder, absolute
 */
public record RunFolder(String runId, String trialPrefix, Path path) {

  /** The field of {@link #jobFile} that only a run has which came from elsewhere. */
  public static final String IMPORTED = "imported";

  /** The job as it is run, with absolute paths and options. */
  public Path jobFile() {
    return path.resolve("job.json");
  }

  /** What the search has learned from earlier runs. */
  public Path warmStartFile() {
    return path.resolve("warm-start.json");
  }

  /** The results. */
  public Path resultsFile() {
    return path.resolve("results.json");
  }

  /** Everything that happened, one JSON object a line. */
  public Path journalFile() {
    return path.resolve("journal.jsonl");
  }

  /** The log for people. */
  public Path logFile() {
    return path.resolve("job.log");
  }

  /** What was printed outside of trials. */
  public Path printsFile() {
    return path.resolve("stdout.log");
  }

  /** What Ray had to say. */
  public Path rayLogFile() {
    return path.resolve("ray.log");
  }

  /** The HTML report. */
  public Path reportFile() {
    return path.resolve("report.html");
  }

  /** What a tracking server has of the run. */
  public Path trackingFile() {
    return path.resolve("tracking.jsonl");
  }

  /** The folder with the trials' folders. */
  public Path trialsFolder() {
    return path.resolve("trials");
  }

  /** The folder of one trial. */
  public Path trialFolder(String trialId) {
    return trialsFolder().resolve(FolderName.of(trialId));
  }

  /** What a trial's plugin and the processes it started have printed. */
  public Path trialPrintsFile(String trialId) {
    return trialFolder(trialId).resolve("stdout.log");
  }

  /** Why a trial's attempts failed. */
  public Path trialErrorFile(String trialId) {
    return trialFolder(trialId).resolve("error.txt");
  }

  /**
   * Where a file of the run is now. The journal has the paths that files had when the run was made;
   * since then the store may have been moved.
   *
   * @return the path below this folder when the file was in the run's folder, else the same path
   */
  public Path located(Path recorded) {
    Path name = path.getFileName();
    for (int i = recorded.getNameCount() - 2; i >= 0; i--) {
      if (recorded.getName(i).equals(name)) {
        return path.resolve(recorded.subpath(i + 1, recorded.getNameCount()));
      }
    }
    return recorded;
  }

  /** The id of the trial with a number: {@code 1f0c22ab_00007}. */
  public String trialId(int number) {
    return "%s_%05d".formatted(trialPrefix, number);
  }

  /**
   * Writes {@link #jobFile}.
   *
   * @throws OperationFailedException with a remedy
   */
  public void writeJob(Map<String, ?> job) {
    JsonFile.write(jobFile(), job);
  }

  /**
   * Reads {@link #jobFile}.
   *
   * @throws OperationFailedException when it is missing or damaged
   */
  public Map<String, Object> job() {
    return JsonFile.read(jobFile());
  }

  /**
   * Writes {@link #resultsFile}; NaN and infinities as texts.
   *
   * @throws OperationFailedException with a remedy
   */
  public void writeResults(Map<String, ?> results) {
    JsonFile.write(resultsFile(), results);
  }

  /**
   * Reads {@link #resultsFile}.
   *
   * @throws OperationFailedException when it is missing, as before the run's end, or damaged
   */
  public Map<String, Object> results() {
    return JsonFile.read(resultsFile());
  }
}
