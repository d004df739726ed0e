package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TunePlugin;
import io.synapse.testing.NeedsPython;
import io.synapse.testing.PluginBuild;
import io.synapse.testing.Pythons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What pandas reads of the commands that write CSV, value by value; one store for all tests. */
@NeedsPython(module = "tensorboard")
class CsvInPandasTest {

  private static final String CODE =
      """
      public class Odd implements TunePlugin {
        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c) {
          int x = h.getInt("x");
          if (x == 4) throw new IllegalStateException("첫 줄, \\"따옴표\\"\\n둘째 줄");
          java.util.Map<String, Object> metrics = new java.util.LinkedHashMap<>();
          metrics.put("score", x == 2 ? Double.NaN : x == 3 ? Double.POSITIVE_INFINITY : x / 3.0);
          metrics.put("worst", Double.NEGATIVE_INFINITY);
          metrics.put("tiny", Double.MIN_VALUE);
          metrics.put("count", Long.MAX_VALUE - x);
          metrics.put("good", x > 1);
          metrics.put("text", "쉼표, \\"따옴표\\"\\r\\n" + x);
          metrics.put("list", java.util.List.of(1, 2.5, "나, 다"));
          metrics.put("nested", java.util.Map.of("왼쪽", x));
          if (x == 1) metrics.put("rare", 7);
          run.report(metrics);
          return null;
        }
      }
      """;

  private static final String JOB =
      """
      action: train
      plugin: %s
      datasets: {7: %s}
      params:
        name: "%s"
        dataset: 7
        is_tune: true
        hyperparameters:
          - {name: x, type: grid_search, options: [1, 2, 3, 4]}
          - {name: "커널, \\"핵\\"", type: choice, options: ["가, \\"나\\"\\n다"]}
          - {name: "on", type: choice, options: [true]}
          - {name: nothing, type: choice, options: [null]}
          - {name: rate, type: choice, options: [1.0e-07]}
        tune_config: {metric: score, mode: %s, num_samples: 4, max_concurrent_trials: 1, seed: 3}
      """;

  /** Each column's values as JSON; what is missing is null, infinities are texts. */
  private static final String READ =
      """
      import json, math, sys, pandas
      def plain(value):
          if value is pandas.NA or value is None:
              return None
          value = value.item() if hasattr(value, "item") else value
          if isinstance(value, float) and not math.isfinite(value):
              return None if math.isnan(value) else str(value)
          return value
      table = pandas.read_csv(sys.stdin.buffer, dtype_backend="numpy_nullable",
          float_precision="round_trip")
      print(json.dumps({name: [plain(value) for value in table[name]] for name in table}))
      """;

  private static final String TUNED = "한글, \\\"이름\\\"";
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  @TempDir private static Path folder;
  private static SampleRuns runs;

  @BeforeAll
  static void makeRuns() throws IOException {
    Path plugin =
        new PluginBuild(folder)
            .source("mine.Odd", CODE)
            .service(TunePlugin.class, "mine.Odd")
            .jar(folder.resolve("odd.jar"));
    Path data = Files.writeString(folder.resolve("data.csv"), "1\n");
    runs = new SampleRuns(folder, plugin);
    for (String[] run : new String[][] {{TUNED, "max"}, {"plain", "min"}}) {
      CommandRun made = runs.run(JOB.formatted(plugin, data, run[0], run[1]));
      assertThat(made.status()).as(made.messages()).isZero();
    }
  }

  @Test
  void everyTrialIsARowOfItsValues() throws Exception {
    Map<String, List<Object>> read = read("runs", "show", "last", "--csv");

    assertThat(read.get("number")).isEqualTo(List.of(0L, 1L, 2L, 3L));
    assertThat(read.get("status"))
        .isEqualTo(List.of("TERMINATED", "TERMINATED", "TERMINATED", "ERROR"));
    assertThat(read.get("config/x")).isEqualTo(List.of(1L, 2L, 3L, 4L));
    assertThat(read.get("config/커널, \"핵\"")).isEqualTo(Collections.nCopies(4, "가, \"나\"\n다"));
    assertThat(read.get("config/on")).isEqualTo(Collections.nCopies(4, true));
    assertThat(read.get("config/nothing")).isEqualTo(Collections.nCopies(4, null));
    assertThat(read.get("config/rate")).isEqualTo(Collections.nCopies(4, 1e-7));
    assertThat(read.get("metrics/score")).isEqualTo(Arrays.asList(1 / 3.0, null, "inf", null));
    assertThat(read.get("metrics/worst")).isEqualTo(Arrays.asList("-inf", "-inf", "-inf", null));
    assertThat(read.get("metrics/tiny"))
        .isEqualTo(Arrays.asList(Double.MIN_VALUE, Double.MIN_VALUE, Double.MIN_VALUE, null));
    assertThat(read.get("metrics/count"))
        .isEqualTo(Arrays.asList(Long.MAX_VALUE - 1, Long.MAX_VALUE - 2, Long.MAX_VALUE - 3, null));
    assertThat(read.get("metrics/good")).isEqualTo(Arrays.asList(false, true, true, null));
    assertThat(read.get("metrics/text")).startsWith("쉼표, \"따옴표\"\r\n1");
    assertThat(read.get("metrics/list")).startsWith("[1,2.5,\"나, 다\"]");
    assertThat(read.get("metrics/nested/왼쪽")).isEqualTo(Arrays.asList(1L, 2L, 3L, null));
    assertThat(read.get("metrics/rare")).isEqualTo(Arrays.asList(7L, null, null, null));
    assertThat(read.get("error"))
        .isEqualTo(Arrays.asList(null, null, null, "IllegalStateException: 첫 줄, \"따옴표\""));
  }

  @Test
  void everyRunIsARowOfItsFacts() throws Exception {
    Map<String, List<Object>> read = read("runs", "list", "--csv");

    assertThat(read.get("name")).isEqualTo(List.of("plain", "한글, \"이름\""));
    assertThat(read.get("is_tune")).isEqualTo(List.of(true, true));
    assertThat(read.get("trials")).isEqualTo(List.of(4L, 4L));
    assertThat(read.get("failed")).isEqualTo(List.of(1L, 1L));
    for (JsonNode run : runs.json("runs", "list")) {
      int row = read.get("run_id").indexOf(run.get("run_id").asString());
      run.properties()
          .forEach(
              field ->
                  assertThat(read.get(field.getKey()).get(row))
                      .as(field.getKey())
                      .isEqualTo(MAPPER.treeToValue(field.getValue(), Object.class)));
    }
  }

  @Test
  void everyComparedFieldIsARowWithAColumnForEachRun() throws Exception {
    List<String> ids =
        StreamSupport.stream(runs.json("runs", "list").spliterator(), false)
            .map(run -> run.get("run_id").asString())
            .toList();
    Map<String, List<Object>> read =
        read("runs", "compare", ids.get(0), ids.get(1), "--all", "--csv");

    assertThat(read.keySet()).containsExactly("section", "field", ids.get(0), ids.get(1));
    assertThat(row(read, "job", "name")).isEqualTo(List.of("plain", "한글, \"이름\""));
    assertThat(row(read, "best_config", "커널, \"핵\""))
        .isEqualTo(Collections.nCopies(2, "가, \"나\"\n다"));
    assertThat(row(read, "best_metrics", "worst")).isEqualTo(Collections.nCopies(2, "-Infinity"));
    assertThat(row(read, "best_metrics", "list"))
        .isEqualTo(Collections.nCopies(2, "[1,2.5,\"나, 다\"]"));
  }

  private static List<Object> row(Map<String, List<Object>> table, String section, String field) {
    List<String> columns = table.keySet().stream().skip(2).toList();
    for (int row = 0; row < table.get("field").size(); row++) {
      int place = row;
      if (table.get("section").get(row).equals(section)
          && table.get("field").get(row).equals(field)) {
        return columns.stream().map(run -> table.get(run).get(place)).toList();
      }
    }
    throw new AssertionError("there is no row '" + field + "' in " + table.get("field"));
  }

  private static Map<String, List<Object>> read(Object... words)
      throws IOException, InterruptedException {
    CommandRun written = runs.command(words);
    assertThat(written.status()).as(written.messages()).isZero();
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(Pythons.requireWithReaders().toString(), "-c", READ)
            .redirectError(errors.toFile())
            .start();
    try (var input = process.getOutputStream()) {
      input.write(written.output().getBytes(StandardCharsets.UTF_8));
    }
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return MAPPER.readValue(output, new TypeReference<LinkedHashMap<String, List<Object>>>() {});
  }
}
