package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.Pythons;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What MLflow's own client reads from a tracking server.
 *
 * @param experiments name to runs, in the order of their starts
 */
record ReadMlflow(Map<String, Object> experiments) {

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
      URI server,
      String experiment,
      Map<String, String> tags,
      Map<String, String> parameters,
      Path folder)
      throws IOException, InterruptedException {
    new PythonReader(Pythons.requireWithMlflow(), folder)
        .run(
            "/report/make_mlflow_run.py",
            server.toString(),
            experiment,
            PythonReader.json(tags),
            PythonReader.json(parameters));
  }

  /**
   * Has it read.
   *
   * @param folder takes files that this needs
   */
  static ReadMlflow of(URI server, Path folder) throws IOException, InterruptedException {
    return new ReadMlflow(
        new PythonReader(Pythons.requireWithMlflow(), folder)
            .read("/report/read_mlflow.py", server.toString()));
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
