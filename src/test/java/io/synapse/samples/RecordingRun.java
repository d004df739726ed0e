package io.synapse.samples;

import io.synapse.api.Checkpoint;
import io.synapse.api.TrainRun;
import io.synapse.api.TrialStoppedException;
import io.synapse.api.TrialsTable;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keeps what a plugin says, and copies of its checkpoints, as the engine would. */
final class RecordingRun implements TrainRun {

  /** One call of {@code logMetric}. */
  record Metric(String category, String key, double value, Map<String, ?> extra) {}

  /** One call of {@code logVisualization}. */
  record Picture(
      String category, String group, int index, BufferedImage image, Map<String, ?> meta) {}

  /** One call of {@code setProgress}. */
  record Progress(long current, long total, String category) {}

  final List<Metric> metrics = new ArrayList<>();
  final List<Picture> pictures = new ArrayList<>();
  final List<Progress> progress = new ArrayList<>();
  final List<String> messages = new ArrayList<>();
  final List<Map<String, ?>> reports = new ArrayList<>();
  final List<Checkpoint> checkpoints = new ArrayList<>();

  private final Path folder;
  private final long seed;
  private int stopAfter = Integer.MAX_VALUE;
  private Path output;

  RecordingRun(Path folder, long seed) {
    this.folder = folder;
    this.seed = seed;
  }

  /** Makes the report of that number end the trial. */
  RecordingRun stoppingAfter(int reportCount) {
    stopAfter = reportCount;
    return this;
  }

  /** The values logged under a key, in their order. */
  List<Double> values(String key) {
    return metrics.stream().filter(m -> m.key().equals(key)).map(Metric::value).toList();
  }

  @Override
  public void logMetric(String category, String key, double value, Map<String, ?> extra) {
    metrics.add(new Metric(category, key, value, Map.copyOf(extra)));
  }

  @Override
  public void logVisualization(
      String category, String group, int index, Object image, Map<String, ?> meta) {
    pictures.add(new Picture(category, group, index, (BufferedImage) image, Map.copyOf(meta)));
  }

  @Override
  public void logTrials(TrialsTable table) {
    throw new UnsupportedOperationException("the sample logs no table of its own");
  }

  @Override
  public void logTrials(Map<String, ?> data) {
    throw new UnsupportedOperationException("the sample logs no table of its own");
  }

  @Override
  public void logMessage(String text) {
    messages.add(text);
  }

  @Override
  public void setProgress(long current, long total, String category) {
    progress.add(new Progress(current, total, category));
  }

  @Override
  public void report(Map<String, ?> values, Checkpoint checkpoint) {
    reports.add(new LinkedHashMap<>(values));
    if (checkpoint != null) {
      checkpoints.add(copy(checkpoint.path()));
    }
    if (reports.size() >= stopAfter) {
      throw new TrialStoppedException("enough reports");
    }
  }

  private Checkpoint copy(Path source) {
    Path target = folder.resolve("kept-" + reports.size());
    try (Stream<Path> files = Files.list(source)) {
      Files.createDirectories(target);
      for (Path file : files.toList()) {
        Files.copy(file, target.resolve(file.getFileName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Checkpoint.fromDirectory(target);
  }

  @Override
  public void checkpointOutput(Path path) {
    output = path;
  }

  @Override
  public Path checkpointOutput() {
    return output;
  }

  @Override
  public boolean isTune() {
    return false;
  }

  @Override
  public String trialId() {
    return "00000000_00001";
  }

  @Override
  public Path workDir() {
    return folder;
  }

  @Override
  public long seed() {
    return seed;
  }
}
