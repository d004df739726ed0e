package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What TensorBoard, pandas and Python's own JSON reader have read of a run's trials; NaN and
 * infinities are texts.
 */
record ReadTrialFiles(Map<String, Object> read) {

  /** Has them read. */
  static ReadTrialFiles of(Path run) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(run, "readers");
    return new ReadTrialFiles(
        new PythonReader(Pythons.requireWithReaders(), folder)
            .read("/report/read_trial_files.py", run.resolve("trials").toString()));
  }

  Map<String, Object> trials() {
    return TrainFixture.map(read.get("trials"));
  }

  /** What is read of one trial. */
  Map<String, Object> trial(String id) {
    return TrainFixture.map(trials().get(id));
  }

  /** The lines of its result.json. */
  List<Map<String, Object>> lines(String id) {
    return TrainFixture.trials(trial(id), "lines");
  }

  /** A column of its progress.csv. */
  List<?> column(String id, String name) {
    return (List<?>) TrainFixture.map(trial(id).get("progress")).get(name);
  }

  /** Step and value of each number with a tag. */
  List<?> scalars(String id, String tag) {
    return (List<?>) TrainFixture.map(trial(id).get("scalars")).get(tag);
  }

  /** Step, width, height and the file in base 64 of each picture with a tag. */
  List<?> images(String id, String tag) {
    return (List<?>) TrainFixture.map(trial(id).get("images")).get(tag);
  }

  /** What TensorBoard's page of hyperparameters knows of a trial. */
  Map<String, Object> hparams(String id) {
    return TrainFixture.map(TrainFixture.map(read.get("hparams")).get(id));
  }

  /**
   * They show every result that counts, value by value, in every file; and nothing else.
   *
   * @param trials how many there are
   */
  void assertShow(CountedReports counted, int trials) {
    assertThat(trials()).hasSize(trials).containsOnlyKeys(counted.metrics().keySet());
    counted.metrics().forEach((id, reports) -> assertShows(id, reports, counted.config(id)));
  }

  private void assertShows(String id, List<Map<String, Object>> reports, Object config) {
    List<Map<String, Object>> lines = lines(id);
    assertThat(lines).hasSameSizeAs(reports);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i)).containsAllEntriesOf(reports.get(i)).containsEntry("trial_id", id);
    }
    assertThat(trial(id))
        .containsEntry("pandas_iterations", values(reports, "training_iteration"))
        .containsEntry("params", config);
    for (String metric : List.of("training_iteration", "score", "odd", "late")) {
      assertThat(column(id, metric)).isEqualTo(values(reports, metric));
    }
    assertThat(scalars(id, "ray/tune/score"))
        .isEqualTo(
            reports.stream()
                .map(each -> List.of(each.get("training_iteration"), asFloat(each.get("score"))))
                .toList());
    assertThat(plainly(TrainFixture.map(hparams(id).get("values")).get("x")))
        .isEqualTo(plainly(TrainFixture.map(config).get("x")));
  }

  /** Where there is none, pandas reads a NaN. */
  private static List<Object> values(List<Map<String, Object>> reports, String metric) {
    return reports.stream().map(each -> each.getOrDefault(metric, "NaN")).toList();
  }

  private static double asFloat(Object value) {
    return ((Number) value).floatValue();
  }

  /** TensorBoard knows no whole numbers. */
  private static String plainly(Object value) {
    return String.valueOf(value).replaceFirst("\\.0$", "");
  }
}
