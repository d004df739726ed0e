package io.synapse.bench.schedule;

import io.synapse.api.Checkpoint;
import io.synapse.api.TrainRun;
import io.synapse.api.TrialsTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keeps the validation metrics that a training logs, and when; everything else is let go. */
final class CurveRun implements TrainRun {

  private static final String CATEGORY = "validation";

  private final long seed;
  private final Path workFolder;
  private final List<Double> losses = new ArrayList<>();
  private final List<Double> accuracies = new ArrayList<>();
  private final List<Long> nanos = new ArrayList<>();

  CurveRun(long seed, Path workFolder) {
    this.seed = seed;
    this.workFolder = workFolder;
  }

  /** The validation loss after each epoch. */
  List<Double> losses() {
    return losses;
  }

  /** The validation accuracy after each epoch. */
  List<Double> accuracies() {
    return accuracies;
  }

  /** When each epoch was over. */
  List<Long> nanos() {
    return nanos;
  }

  @Override
  public void logMetric(String category, String key, double value, Map<String, ?> extra) {
    if (category.equals(CATEGORY) && key.equals("validation_loss")) {
      losses.add(value);
      nanos.add(System.nanoTime());
    } else if (category.equals(CATEGORY) && key.equals("validation_accuracy")) {
      accuracies.add(value);
    }
  }

  @Override
  public void logVisualization(
      String category, String group, int index, Object image, Map<String, ?> meta) {}

  @Override
  public void logTrials(TrialsTable table) {}

  @Override
  public void logTrials(Map<String, ?> data) {}

  @Override
  public void logMessage(String text) {}

  @Override
  public void setProgress(long current, long total, String category) {}

  @Override
  public void report(Map<String, ?> metrics, Checkpoint checkpoint) {
    throw new IllegalStateException("a training outside a search reports nothing");
  }

  @Override
  public void checkpointOutput(Path path) {
    throw new IllegalStateException("a curve needs no model");
  }

  @Override
  public Path checkpointOutput() {
    return null;
  }

  @Override
  public boolean isTune() {
    return false;
  }

  @Override
  public String trialId() {
    return "";
  }

  @Override
  public Path workDir() {
    return workFolder;
  }

  @Override
  public long seed() {
    return seed;
  }
}
