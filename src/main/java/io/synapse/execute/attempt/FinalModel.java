package io.synapse.execute.attempt;

import io.synapse.files.FileTree;
import io.synapse.run.TrialEvent.EntryPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the model that a plugin leaves behind, and makes it the trial's own. The places looked at,
 * in this order: what {@code train} returned; the metrics' {@code checkpoint_output}, then {@code
 * checkpoint}; what the plugin set as its output. The first that exists is the model; the trial's
 * own folder, and those above it, never are.
 */
public final class FinalModel {

  private static final List<String> METRIC_KEYS = List.of("checkpoint_output", "checkpoint");

  private final Path trialFolder;

  /**
   * The models of one trial.
   *
   * @param trialFolder the trial's folder; it need not exist
   */
  public FinalModel(Path trialFolder) {
    this.trialFolder = trialFolder.toAbsolutePath().normalize();
  }

  /**
   * The model of a plugin that returned.
   *
   * @param lastReport the last report's metrics
   * @param checkpointOutput what the plugin set, or null
   * @return a path in the trial's folder; a model elsewhere is copied there, because the next trial
   *     may write to the same place
   * @throws IllegalStateException when {@code train} returned a path and nothing is there
   * @throws UncheckedIOException when the model cannot be copied
   */
  public Optional<Path> of(
      PluginCall.Returned returned, Map<String, Object> lastReport, Path checkpointOutput) {
    List<Optional<Path>> places = new ArrayList<>();
    if (returned.entryPoint() == EntryPoint.TRAIN && returned.value() instanceof String text) {
      Optional<Path> named = existing(text);
      if (named.isEmpty()) {
        throw new IllegalStateException(
            "train returned '" + text + "' as its model, and there is no such file or folder");
      }
      places.add(named);
    }
    Map<String, Object> metrics = new LinkedHashMap<>(lastReport);
    if (returned.value() instanceof Map<?, ?> map) {
      map.forEach((key, value) -> metrics.put((String) key, value));
    }
    return first(places, metrics, checkpointOutput);
  }

  /** The model of a plugin that was stopped: as {@link #of}, without a returned value. */
  public Optional<Path> ofStopped(Map<String, Object> lastReport, Path checkpointOutput) {
    return first(new ArrayList<>(), lastReport, checkpointOutput);
  }

  private Optional<Path> first(
      List<Optional<Path>> places, Map<String, Object> metrics, Path checkpointOutput) {
    for (String key : METRIC_KEYS) {
      places.add(metrics.get(key) instanceof String text ? existing(text) : Optional.empty());
    }
    places.add(Optional.ofNullable(checkpointOutput).filter(Files::exists));
    return places.stream()
        .flatMap(Optional::stream)
        .filter(path -> !holdsTheTrial(path))
        .findFirst()
        .map(this::own);
  }

  /** The path a text names, when something is there; relative ones are the work folder's first. */
  private Optional<Path> existing(String text) {
    if (text.isBlank()) {
      return Optional.empty();
    }
    try {
      Path inWork = trialFolder.resolve("work").resolve(text).normalize();
      Path plain = Path.of(text).toAbsolutePath().normalize();
      return Optional.of(Files.exists(inWork) ? inWork : plain).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private boolean holdsTheTrial(Path path) {
    return real(trialFolder).startsWith(real(path));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private Path own(Path model) {
    if (real(model).startsWith(real(trialFolder))) {
      return model.toAbsolutePath().normalize();
    }
    Path copy = trialFolder.resolve("model");
    try {
      Files.createDirectories(trialFolder);
      FileTree.delete(copy);
      FileTree.copyWhole(model, copy);
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the model " + model + " could not be copied to " + copy + ": " + e, e);
    }
  }
}
