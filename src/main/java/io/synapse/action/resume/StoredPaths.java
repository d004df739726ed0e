package io.synapse.action.resume;

import io.synapse.action.prepare.Preparation;
import io.synapse.action.resume.Resumption.ResumeRequest;
import io.synapse.dataset.DatasetContent.PreparedDataset;
import io.synapse.job.Bindings.PluginReference;
import io.synapse.job.Bindings.PythonReference;
import io.synapse.problem.InvalidInputException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where a run's plugin, its interpreter and its data set lay, as its {@code job.json} has it. */
public final class StoredPaths {

  static final String PLUGIN = "plugin";
  public static final String PYTHON = "python";

  private final Map<?, ?> job;

  /**
   * The places.
   *
   * @param job the job as the run kept it
   */
  StoredPaths(Map<String, Object> job) {
    this.job = job;
  }

  Optional<PluginReference> plugin() {
    return Optional.ofNullable(job.get(PLUGIN))
        .map(written -> PluginReference.parse(written.toString(), Path.of("").toAbsolutePath()));
  }

  /** The interpreter, if the job or the user named one or the plugin is in Python. */
  Optional<PythonReference> python() {
    return Optional.ofNullable(job.get(PYTHON))
        .map(written -> PythonReference.parse(written.toString(), Path.of("").toAbsolutePath()));
  }

  Optional<Path> dataset() {
    Map<?, ?> datasets = job.get("datasets") instanceof Map<?, ?> map ? map : Map.of();
    return datasets.values().stream().findFirst().map(path -> Path.of(path.toString()));
  }

  /** Whether it is another plugin of, perhaps, the same file. */
  boolean isOtherPlugin(Preparation now) {
    return plugin()
        .flatMap(PluginReference::name)
        .filter(name -> !name.equals(now.plugin().name()))
        .isPresent();
  }

  /** What has moved: field of the job to {@code before -> now}. */
  Map<String, String> moved(Preparation now) {
    Map<String, String> moved = new LinkedHashMap<>();
    String plugin = pluginPath(now) + "#" + now.plugin().name();
    plugin()
        .map(PluginReference::toString)
        .filter(before -> !before.equals(plugin))
        .ifPresent(before -> moved.put(PLUGIN, before + " -> " + plugin));
    python()
        .map(PythonReference::toString)
        .ifPresent(before -> noteMove(PYTHON, before, now.python(), moved));
    Path dataset = now.dataset().content().path();
    dataset()
        .filter(before -> !before.equals(dataset))
        .ifPresent(before -> moved.put(field(now.dataset().id()), before + " -> " + dataset));
    return moved;
  }

  private static void noteMove(
      String field, String before, Optional<PythonReference> now, Map<String, String> moved) {
    now.map(PythonReference::toString)
        .filter(place -> !place.equals(before))
        .ifPresent(place -> moved.put(field, before + " -> " + place));
  }

  /** What is there now as the plugin. */
  public static FingerprintCheck.FoundFingerprint found(
      Preparation now, Map<String, String> moved) {
    return new FingerprintCheck.FoundFingerprint(
        pluginPath(now), now.plugin().fingerprint(), move(PLUGIN, moved));
  }

  /** What is there now as the data set. */
  public static FingerprintCheck.FoundFingerprint found(
      PreparedDataset now, Map<String, String> moved) {
    return new FingerprintCheck.FoundFingerprint(
        now.content().path(), now.fingerprint(), move(field(now.id()), moved));
  }

  /** The field of the job that says where a data set is. */
  public static String field(int dataset) {
    return "datasets." + dataset;
  }

  private static Optional<String> move(String field, Map<String, String> moved) {
    return Optional.ofNullable(moved.get(field)).map(move -> field + ": " + move);
  }

  private static Path pluginPath(Preparation now) {
    return now.plugin().classPath().get(0);
  }

  /** Compares what a run was started with and what is there now. */
  public static final class FingerprintCheck {

    private static final int SHOWN = 12;

    private FingerprintCheck() {}

    /**
     * What is there now.
     *
     * @param move {@code before -> now} when it has moved
     */
    public record FoundFingerprint(Path path, String fingerprint, Optional<String> move) {

      /** Whether its content is known to be other than it was. */
      public boolean isOther(String before) {
        return !before.isEmpty() && !before.equals(fingerprint);
      }
    }

    /**
     * Refuses a change.
     *
     * @param what is compared, for a person
     * @param before the fingerprint that the run recorded; empty text when it recorded none
     * @throws InvalidInputException when it has changed, unless that is requested
     */
    public static void check(
        String what, FoundFingerprint now, String before, ResumeRequest request) {
      if (!now.isOther(before) || request.force()) {
        return;
      }
      throw new InvalidInputException(
          "the %s %s has changed since the run was started%s: its fingerprint was %s and is %s; bring back the old one, or go on all the same with --force"
              .formatted(
                  what,
                  now.path(),
                  now.move().map(move -> " (" + move + ")").orElse(""),
                  cut(before),
                  cut(now.fingerprint())));
    }

    private static String cut(String fingerprint) {
      return fingerprint.length() <= SHOWN ? fingerprint : fingerprint.substring(0, SHOWN) + "…";
    }
  }
}
