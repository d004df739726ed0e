package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.cli.ReadMlflow.Run;
import io.synapse.store.JsonFile;
import io.synapse.testing.MlflowTestServer;
import io.synapse.testing.NeedsPython;
import io.synapse.testing.PluginBuild;
import io.synapse.testing.UnreliableProxy;
import io.synapse.testing.UnreliableProxy.Fate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a real tracking server of MLflow, read back with MLflow's own client. */
@NeedsPython(module = "mlflow")
@Timeout(180)
class MlflowTest {

  private static final String CODE =
      """
      import java.awt.image.BufferedImage;
      import java.nio.file.*;
      import java.util.*;

      public class Tracked implements TunePlugin, TrainPlugin {
        public Object train(TrainRun run, Dataset data, Hyperparameters h, Checkpoint c)
            throws Exception {
          return tune(h, run, data, c);
        }

        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          String x = String.valueOf(h.get("x"));
          int done = c == null ? 0 : Integer.parseInt(Files.readString(c.path().resolve("n")));
          Path state = Files.createDirectories(run.workDir().resolve("state"));
          for (int i = done + 1; i <= 4; i++) {
            while (x.equals("held") && i == 3 && !Files.exists(Path.of(h.getString("gate")))) {
              Thread.sleep(20);
            }
            Files.writeString(state.resolve("n"), Integer.toString(i));
            run.logMetric("training", "loss", 1.0 / i, "epoch", i - 1);
            run.logMetric("training", "unnumbered", i / 8.0);
            Map<String, Object> metrics = new LinkedHashMap<>();
            metrics.put("score", x.length() + i / 3.0);
            metrics.put("정확도", i * 0.1);
            metrics.put("precision@5", i * 0.01);
            metrics.put("precision%5", i * 0.02);
            metrics.put("odd", i == 2 ? Double.NaN : -1e-300);
            metrics.put("nested", Map.of("left", i, "list", List.of(1, 2.5)));
            metrics.put("text", "no number");
            run.report(metrics, Checkpoint.fromDirectory(state));
            if (x.equals("fail") && i == 3) {
              throw new IllegalStateException("the third step is too high");
            }
          }
          run.logVisualization(
              "examples", "검증", 1, new BufferedImage(3, 2, BufferedImage.TYPE_INT_RGB), Map.of());
          Path model = Files.createDirectories(run.workDir().resolve("model/a folder"));
          Files.writeString(model.resolve("모델 %.bin"), "weights of " + x);
          run.checkpointOutput(run.workDir().resolve("model"));
          return null;
        }
      }
      """;

  @TempDir static Path shared;
  private static MlflowTestServer server;
  private static Path plugin;

  @TempDir Path folder;

  @BeforeAll
  static void start() throws IOException {
    server = MlflowTestServer.start(Files.createDirectory(shared.resolve("server")));
    plugin =
        new PluginBuild(shared)
            .source("mine.Tracked", CODE)
            .service(TunePlugin.class, "mine.Tracked")
            .service(TrainPlugin.class, "mine.Tracked")
            .jar(shared.resolve("tracked.jar"));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aTunedRunIsThereValueByValue() throws Exception {
    CommandRun tuned = tune("다 있다", "one, fail, three", track(server.address()));

    assertThat(tuned.status()).as(tuned.messages()).isZero();
    ReadMlflow read = ReadMlflow.of(server.address(), folder);
    Run parent = read.parent("다 있다");
    assertThat(command("runs", "show", "last").output())
        .containsPattern(
            "tracked at +" + server.address() + "/#/experiments/\\d+/runs/" + parent.get("id"));
    assertThat(tuned.messages())
        .contains("tracking: all of it is at " + server.address() + "/#/experiments/")
        .contains("/runs/" + parent.get("id"));
    assertParent(parent);
    assertThat(read.children("다 있다")).hasSize(3);
    read.children("다 있다").forEach(this::assertTrial);
  }

  private void assertParent(Run parent) {
    Map<String, Object> results = results();
    Map<String, Object> best = TrainFixture.map(results.get("best_trial"));
    assertThat(parent.get("status")).isEqualTo("FINISHED");
    assertThat(parent.get("name").toString()).startsWith("다 있다-20");
    assertThat(parent.map("tags"))
        .containsEntry("synapse.run_id", results.get("run_id"))
        .containsEntry("synapse.job", "다 있다")
        .containsEntry("synapse.best_trial", best.get("trial_id"))
        .containsEntry("synapse.dataset", "data.csv")
        .containsEntry("mlflow.note.content", "줄 하나\n줄 둘")
        .containsKeys("synapse.plugin_fingerprint", "synapse.dataset_fingerprint", "mlflow.user");
    assertThat(parent.map("params"))
        .containsEntry("job/tune_config/metric", "score")
        .containsEntry("job/tune_config/num_samples", "3")
        .containsEntry(
            "search_space/x",
            "{\"type\":\"grid_search\",\"options\":[\"one\",\"fail\",\"three\"]}");
    assertThat(parent.history("score")).isEqualTo(List.of(List.of(0L, 5 + 4 / 3.0)));
    assertThat(parent.map("files")).containsKeys("job.json", "results.json", "report.html");
    assertModel(parent, (long) best.get("model_id"));
  }

  private void assertTrial(Run trial) {
    String x = (String) trial.map("params").get("x");
    int steps = x.equals("fail") ? 3 : 4;
    assertThat(trial.map("params")).containsOnlyKeys("x");
    assertThat(trial.get("name")).isEqualTo(trial.tag("synapse.trial_id"));
    assertThat(trial.history("score")).isEqualTo(points(steps, 1, i -> x.length() + i / 3.0));
    assertThat(trial.history("정확도")).isEqualTo(points(steps, 1, i -> i * 0.1));
    assertThat(trial.history("precision_5")).isEqualTo(points(steps, 1, i -> i * 0.01));
    assertThat(trial.history("precision_5_2")).isEqualTo(points(steps, 1, i -> i * 0.02));
    assertThat(trial.history("odd"))
        .isEqualTo(points(steps, 1, i -> i == 2 ? "nan" : (Object) (-1e-300)));
    assertThat(trial.history("nested/left")).isEqualTo(points(steps, 1, i -> (double) i));
    assertThat(trial.history("training/loss")).isEqualTo(points(steps, 0, i -> 1.0 / i));
    assertThat(trial.history("training/unnumbered")).isEqualTo(points(steps, 1, i -> i / 8.0));
    assertThat(trial.map("metrics")).hasSize(8);
    if (x.equals("fail")) {
      assertThat(trial.get("status")).isEqualTo("FAILED");
      assertThat(trial.tag("synapse.error")).contains("the third step is too high");
      assertThat(trial.map("files")).containsOnlyKeys("error.txt");
    } else {
      assertThat(trial.get("status")).isEqualTo("FINISHED");
      assertThat(trial.map("files")).containsKey("visualizations/examples/검증/000001.png");
      assertModel(trial, Long.parseLong(trial.tag("synapse.model_id")));
    }
  }

  /** What a step's value is. */
  private interface Value {
    Object at(int step);
  }

  private static List<Object> points(int steps, int first, Value value) {
    List<Object> points = new ArrayList<>();
    for (int i = 1; i <= steps; i++) {
      points.add(List.of((long) i - 1 + first, value.at(i)));
    }
    return points;
  }

  private void assertModel(Run run, long id) {
    Path model = store().resolve("models/" + id);
    Map<String, String> sums = new LinkedHashMap<>();
    TrainFixture.trials(JsonFile.read(model.resolve("model.json")), "files")
        .forEach(file -> sums.put("model/files/" + file.get("name"), (String) file.get("sha256")));
    assertThat(sums).containsKey("model/files/a folder/모델 %.bin");
    assertThat(run.map("files")).containsAllEntriesOf(sums).containsKey("model/model.json");
  }

  @Test
  void aTrainingJobIsOneRun() throws Exception {
    String job =
        job("하나", "hyperparameter: {x: all, rate: 0.5, 'layers (n)': [1, 2]}")
            + "track: "
            + track(server.address());
    assertThat(train(job).status()).isZero();

    ReadMlflow read = ReadMlflow.of(server.address(), folder);
    Run run = read.parent("하나");
    assertThat(read.runs("하나")).hasSize(1);
    assertThat(run.get("status")).isEqualTo("FINISHED");
    assertThat(run.map("params"))
        .containsEntry("x", "all")
        .containsEntry("rate", "0.5")
        .containsEntry("layers _n_", "[1,2]");
    assertThat(run.history("score")).isEqualTo(points(4, 1, i -> 3 + i / 3.0));
    assertModel(run, Long.parseLong(run.tag("synapse.model_id")));
  }

  @Test
  void aServerThatFailsNowAndThenGetsEverythingOnce() throws Exception {
    Fate[] bad = {Fate.REFUSED, Fate.LOST, Fate.UNANSWERED};
    try (UnreliableProxy proxy =
        new UnreliableProxy(
            server.address(),
            number -> number % 5 == 1 ? bad[number / 5 % bad.length] : Fate.PASSED)) {
      CommandRun tuned = tune("wackelig", "a, bb", track(proxy.address()));
      assertThat(tuned.status()).as(tuned.messages()).isZero();
      assertThat(tuned.messages()).contains("tracking: all of it is at ");
      assertThat(proxy.requests()).isGreaterThan(20);
    }
    ReadMlflow read = ReadMlflow.of(server.address(), folder);
    assertThat(read.parent("wackelig").get("status")).isEqualTo("FINISHED");
    assertThat(read.runs("wackelig")).hasSize(3);
    read.children("wackelig").forEach(this::assertTrial);
    assertThat(Files.readString(runFolder().resolve("job.log")))
        .contains("WARN  tracking: ")
        .contains("HTTP 503");
  }

  @Test
  void whatADeadServerMissedIsSentLater() throws Exception {
    URI address;
    try (UnreliableProxy proxy = new UnreliableProxy(server.address(), number -> Fate.LOST)) {
      address = proxy.address();
      CommandRun tuned = tune("später", "a, bb", track(address), "-q");
      assertThat(tuned.status()).as(tuned.messages()).isZero();
      assertThat(tuned.messages())
          .contains("warning: tracking: " + address + ": the connection failed")
          .contains("nothing is lost: send the rest")
          .contains("synapse runs track 'später-");
      assertThat(ReadMlflow.of(server.address(), folder).runs("später")).isEmpty();

      proxy.willBe(Fate.PASSED);
      CommandRun sent = command("runs", "track", "last");
      assertThat(sent.status()).as(sent.messages()).isZero();
      assertThat(sent.output()).startsWith(address + "/#/experiments/");
    }
    ReadMlflow read = ReadMlflow.of(server.address(), folder);
    assertThat(read.parent("später").get("status")).isEqualTo("FINISHED");
    assertThat(read.children("später")).hasSize(2).allSatisfy(this::assertTrial);
  }

  @Test
  void aRunThatIsKilledAndGoesOnIsThereOnce() throws Exception {
    Path gate = folder.resolve("gate");
    String job =
        job(
            "getötet",
            """
            is_tune: true
              hyperparameters:
                - {name: x, type: grid_search, options: [first, held]}
                - {name: gate, type: choice, options: [%s]}
              tune_config: {metric: score, mode: max, num_samples: 2}
            """
                .formatted(gate));
    Path file = Files.writeString(folder.resolve("job.yaml"), job);
    try (TrainSite site = new TrainSite(folder);
        UnreliableProxy proxy = new UnreliableProxy(server.address(), number -> Fate.PASSED)) {
      TrainProcess driver =
          site.start(
              List.of(
                  "train",
                  "-f",
                  file.toString(),
                  "--cpus",
                  "2",
                  "--track",
                  track(proxy.address())));
      driver.awaitUntil(
          () ->
              site.journal("report").size() == 6
                  && site.journal("end").size() == 1
                  && proxy.requests() >= 8);
      assertThat(driver.kill()).as(driver.said()).isTrue();
      site.processes().awaitNone();

      assertThat(command("runs", "track", "last").status()).isZero();
      ReadMlflow dead = ReadMlflow.of(server.address(), folder);
      assertThat(dead.runs("getötet")).hasSize(3);
      assertThat(dead.parent("getötet").get("status")).isEqualTo("KILLED");
      assertThat(dead.children("getötet"))
          .extracting(run -> run.get("status"))
          .containsExactlyInAnyOrder("FINISHED", "KILLED");

      Files.createFile(gate);
      TrainProcess second = site.start(List.of("train", "--resume", "last"));
      assertThat(second.awaitEnd()).as(second.said()).isZero();
      assertThat(second.said()).contains("tracking: all of it is at " + proxy.address());
    }
    ReadMlflow read = ReadMlflow.of(server.address(), folder);
    assertThat(read.runs("getötet"))
        .hasSize(3)
        .extracting(run -> run.get("status"))
        .containsOnly("FINISHED");
    for (Run trial : read.children("getötet")) {
      int length = ((String) trial.map("params").get("x")).length();
      assertThat(trial.history("score")).isEqualTo(points(4, 1, i -> length + i / 3.0));
      assertThat(trial.history("training/loss")).isEqualTo(points(4, 0, i -> 1.0 / i));
    }
  }

  @Test
  void whatTheServerRefusesIsToldAndKeepsNothingElse() throws Exception {
    assertThat(tune("verweigert", "a, bb", "none").status()).isZero();
    ReadMlflow.create(
        server.address(),
        "verweigert",
        Map.of("synapse.run_id", (String) results().get("run_id")),
        Map.of("job/seed", "another", "job/dataset", "1"),
        folder);

    CommandRun sent = command("runs", "track", "last", "--track", track(server.address()));
    assertThat(sent.status()).isZero();
    assertThat(sent.messages())
        .contains(
            server.address() + " refuses the parameter 'job/seed' of the run: Changing param");
    ReadMlflow read = ReadMlflow.of(server.address(), folder);
    assertThat(read.parent("verweigert").map("params"))
        .containsEntry("job/seed", "another")
        .containsEntry("job/tune_config/mode", "max");
    assertThat(read.children("verweigert")).hasSize(2).allSatisfy(this::assertTrial);
  }

  @Test
  void aRunThatWasNeverTrackedCanBeSentAsOftenAsOneLikes() throws Exception {
    assertThat(tune("nachträglich", "a, bb", "none").status()).isZero();
    assertThat(command("runs", "track", "last").messages())
        .contains("--track: the run nachträglich-")
        .contains("is not tracked yet; say where to");
    assertThat(command("runs", "track", "last", "--track", "none").messages())
        .contains("--track: there is nothing to send with 'none'");

    String there = track(server.address());
    assertThat(command("runs", "track", "last", "--track", there).status()).isZero();
    ReadMlflow once = ReadMlflow.of(server.address(), folder);
    assertThat(command("runs", "track", "last").status()).isZero();
    Files.delete(runFolder().resolve("tracking.jsonl"));
    assertThat(command("runs", "track", "last", "--track", there).status()).isZero();

    ReadMlflow twice = ReadMlflow.of(server.address(), folder);
    assertThat(twice.children("nachträglich")).hasSize(2).allSatisfy(this::assertTrial);
    assertThat(twice.runs("nachträglich")).isEqualTo(once.runs("nachträglich"));
  }

  private static String track(URI address) {
    return "mlflow:" + address;
  }

  private String job(String name, String rest) throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "1\n");
    return """
    plugin: %s
    datasets: {1: %s}
    action: train
    params:
      name: %s
      description: "줄 하나\\n줄 둘"
      dataset: 1
      %s
    """
        .formatted(plugin, data, name, rest);
  }

  private CommandRun tune(String name, String options, String track, String... more)
      throws IOException {
    String tuning =
        """
        is_tune: true
          hyperparameters: [{name: x, type: grid_search, options: [%s]}]
          tune_config: {metric: score, mode: max, num_samples: %d}
        """
            .formatted(options, options.split(",").length);
    List<String> words = new ArrayList<>(List.of("--track", track));
    words.addAll(List.of(more));
    return train(job(name, tuning), words.toArray(String[]::new));
  }

  private CommandRun train(String job, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), job);
    List<String> words = new ArrayList<>(List.of("train", "-f", file.toString(), "-e", "inline"));
    words.addAll(List.of("--progress", "plain"));
    words.addAll(List.of(more));
    return command(words.toArray(String[]::new));
  }

  private CommandRun command(String... words) {
    List<Object> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--store", store()));
    return CommandRun.of(all.toArray());
  }

  private Path store() {
    return folder.resolve("store");
  }

  private Path runFolder() {
    try (var runs = Files.list(store().resolve("runs"))) {
      return runs.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private Map<String, Object> results() {
    return JsonFile.read(runFolder().resolve("results.json"));
  }
}
