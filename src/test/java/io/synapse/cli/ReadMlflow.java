package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.Pythons;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What MLflow's own client reads from a tracking server.
 *
 * @param experiments name to runs, in the order of their starts
 */
record ReadMlflow(Map<String, Object> experiments) {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();
  private static final TypeReference<LinkedHashMap<String, Object>> OBJECT =
      new TypeReference<>() {};

  /**
   * A run there.
   *
   * @param fields id, name, status, tags, params, metrics (step and value each) and files (path to
   *     SHA-256)
   */
  record Run(Map<String, Object> fields) {

    Object get(String field) {
      return fields.get(field);
    }

    Map<String, Object> map(String field) {
      return TrainFixture.map(fields.get(field));
    }

    String tag(String name) {
      return (String) map("tags").get(name);
    }

    /** Step and value, by step. */
    List<?> history(String metric) {
      return (List<?>) map("metrics").get(metric);
    }
  }

  /** Makes a run with tags and parameters, and the experiment for it. */
  static void create(
      URI server, String experiment, Map<String, String> tags, Map<String, String> parameters)
      throws IOException, InterruptedException {
    String code =
        """
        import json, mlflow, sys
        mlflow.set_tracking_uri(sys.argv[1])
        client = mlflow.MlflowClient()
        run = client.create_run(
            client.create_experiment(sys.argv[2]), tags=json.loads(sys.argv[3]))
        for key, value in json.loads(sys.argv[4]).items():
            client.log_param(run.info.run_id, key, value)
        """;
    Process process =
        new ProcessBuilder(
                Pythons.requireWithMlflow().toString(),
                "-c",
                code,
                server.toString(),
                experiment,
                MAPPER.writeValueAsString(tags),
                MAPPER.writeValueAsString(parameters))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  /** Has it read. */
  static ReadMlflow of(URI server, Path folder) throws IOException, InterruptedException {
    Path errors = folder.resolve("mlflow-errors.txt");
    Path script = folder.resolve("read_mlflow.py");
    try (var code = ReadMlflow.class.getResourceAsStream("/report/read_mlflow.py")) {
      Files.write(script, code.readAllBytes());
    }
    Process process =
        new ProcessBuilder(
                Pythons.requireWithMlflow().toString(), script.toString(), server.toString())
            .redirectError(errors.toFile())
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertThat(process.waitFor()).as(Files.readString(errors)).isZero();
    return new ReadMlflow(MAPPER.readValue(output, OBJECT));
  }

  /** The runs of an experiment; none when there is no such. */
  List<Run> runs(String experiment) {
    return experiments.containsKey(experiment)
        ? TrainFixture.trials(experiments, experiment).stream().map(Run::new).toList()
        : List.of();
  }

  /** The one run of an experiment that is below no other. */
  Run parent(String experiment) {
    List<Run> parents =
        runs(experiment).stream().filter(run -> run.tag("mlflow.parentRunId") == null).toList();
    assertThat(parents).hasSize(1);
    return parents.get(0);
  }

  /** The runs below it. */
  List<Run> children(String experiment) {
    Object parent = parent(experiment).get("id");
    return runs(experiment).stream()
        .filter(run -> parent.equals(run.tag("mlflow.parentRunId")))
        .toList();
  }
}
