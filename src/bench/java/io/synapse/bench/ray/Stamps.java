package io.synapse.bench.ray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A file to which every trial appends the time when its plugin is entered and when it is left, in
 * seconds, whoever runs it.
 */
record Stamps(Path file) {

  private static final String ENTER = "enter ";
  private static final String LEAVE = "leave ";

  void clear() throws IOException {
    Files.deleteIfExists(file);
  }

  /** From the first trial's start to the last one's end, divided by how many there must be. */
  double secondsPerTrial(int trials) throws IOException {
    List<String> lines = Files.readAllLines(file);
    double[] entered = times(lines, ENTER);
    double[] left = times(lines, LEAVE);
    if (entered.length != trials || left.length != trials) {
      throw new IllegalStateException(
          "%d trials began and %d ended, of %d".formatted(entered.length, left.length, trials));
    }
    return (left[trials - 1] - entered[0]) / trials;
  }

  private static double[] times(List<String> lines, String kind) {
    return lines.stream()
        .filter(line -> line.startsWith(kind))
        .mapToDouble(line -> Double.parseDouble(line.substring(kind.length())))
        .sorted()
        .toArray();
  }

  String pythonPlugin() {
    return """
    import time


    def stamp(kind):
        with open("%s", "a") as stamps:
            stamps.write(f"{kind}{time.time():.6f}\\n")


    def train(run, dataset, hyperparameter, checkpoint):
        return tune(hyperparameter, run, dataset, checkpoint)


    def tune(hyperparameter, run, dataset, checkpoint):
        stamp("%s")
        run.report({"score": hyperparameter["x"]})
        stamp("%s")
    """
        .formatted(file, ENTER, LEAVE);
  }

  String javaPlugin() {
    return """
    import java.nio.file.*;
    import java.time.*;

    public class Nothing implements TunePlugin, TrainPlugin {
      public Object train(TrainRun r, Dataset d, Hyperparameters h, Checkpoint c)
          throws Exception {
        return tune(h, r, d, c);
      }

      public Object tune(Hyperparameters h, TrainRun r, Dataset d, Checkpoint c)
          throws Exception {
        stamp("%s");
        r.report(java.util.Map.of("score", h.getDouble("x")));
        stamp("%s");
        return null;
      }

      private static void stamp(String kind) throws Exception {
        Instant now = Instant.now();
        String line = "%%s%%d.%%06d%%n".formatted(kind, now.getEpochSecond(), now.getNano() / 1000);
        Files.writeString(
            Path.of("%s"), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      }
    }
    """
        .formatted(ENTER, LEAVE, file);
  }
}
