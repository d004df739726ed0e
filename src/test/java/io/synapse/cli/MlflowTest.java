package io.synapse.cli;

import static io.synapse.cli.TrackedPlugin.points;
import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.ReadMlflow.Run;
import io.synapse.files.JsonFile;
import io.synapse.testing.MlflowTestServer;
import io.synapse.testing.NeedsPython;
import io.synapse.testing.UnreliableProxy;
import io.synapse.testing.UnreliableProxy.Fate;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs on a real tracking server of MLflow, read back with MLflow's own client. */
@NeedsPython(module = "mlflow")
@Timeout(180)
class MlflowTest {

  @TempDir static Path shared;
  private static MlflowTestServer server;
  private static Path plugin;

  @TempDir Path folder;
  private TrackedRuns runs;

  @BeforeEach
  void nameFolder() {
    runs = new TrackedRuns(folder, plugin);
  }

  @BeforeAll
  static void start() throws IOException {
    server = MlflowTestServer.start(Files.createDirectory(shared.resolve("server")));
    plugin = TrackedPlugin.jar(shared);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aTunedRunIsThereValueByValue() throws Exception {
    CommandRun tuned = runs.tune("다 있다", "one, fail, three", track(server.address()));

    assertThat(tuned.status()).as(tuned.messages()).isZero();
    ReadMlflow read = ReadMlflow.of(server.address(), folder);
    Run parent = read.parent("다 있다");
    assertThat(runs.command("runs", "show", "last").output())
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
    Map<String, Object> results = runs.results();
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
    TrackedPlugin.assertTrial(trial);
    if (trial.get("status").equals("FINISHED")) {
      assertModel(trial, Long.parseLong(trial.tag("synapse.model_id")));
    }
  }

  private void assertModel(Run run, long id) {
    Path model = runs.store().resolve("models/" + id);
    Map<String, String> sums = new LinkedHashMap<>();
    TrainFixture.trials(JsonFile.read(model.resolve("model.json")), "files")
        .forEach(file -> sums.put("model/files/" + file.get("name"), (String) file.get("sha256")));
    assertThat(sums).containsKey("model/files/a folder/모델 %.bin");
    assertThat(run.map("files")).containsAllEntriesOf(sums).containsKey("model/model.json");
  }

  @Test
  void aTrainingJobIsOneRun() throws Exception {
    String job =
        runs.job("하나", "hyperparameter: {x: all, rate: 0.5, 'layers (n)': [1, 2]}")
            + "track: "
            + track(server.address());
    assertThat(runs.train(job).status()).isZero();

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
      CommandRun tuned = runs.tune("it's wobbly", "a, bb", track(proxy.address()));
      assertThat(tuned.status()).as(tuned.messages()).isZero();
      assertThat(tuned.messages()).contains("tracking: all of it is at ");
      assertThat(proxy.requests()).isGreaterThan(20);
    }
    ReadMlflow read = ReadMlflow.of(server.address(), folder);
    assertThat(read.parent("it's wobbly").get("status")).isEqualTo("FINISHED");
    assertThat(read.runs("it's wobbly")).hasSize(3);
    read.children("it's wobbly").forEach(this::assertTrial);
    assertThat(Files.readString(runs.runFolder().resolve("job.log")))
        .contains("WARN  tracking: ")
        .contains("HTTP 503");
  }

  @Test
  void whatADeadServerMissedIsSentLater() throws Exception {
    URI address;
    try (UnreliableProxy proxy = new UnreliableProxy(server.address(), number -> Fate.LOST)) {
      address = proxy.address();
      CommandRun tuned = runs.tune("später", "a, bb", track(address), "-q");
      assertThat(tuned.status()).as(tuned.messages()).isZero();
      assertThat(tuned.messages())
          .contains("warning: tracking: " + address + ": the connection failed")
          .contains("nothing is lost: send the rest")
          .contains("synapse runs track 'später-");
      assertThat(ReadMlflow.of(server.address(), folder).runs("später")).isEmpty();

      proxy.willBe(Fate.PASSED);
      CommandRun sent = runs.command("runs", "track", "last");
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
        runs.job(
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

      assertThat(runs.command("runs", "track", "last").status()).isZero();
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
    assertThat(runs.tune("verweigert", "a, bb", "none").status()).isZero();
    ReadMlflow.create(
        server.address(),
        "verweigert",
        Map.of("synapse.run_id", (String) runs.results().get("run_id")),
        Map.of("job/seed", "another", "job/dataset", "1"),
        folder);

    CommandRun sent = runs.command("runs", "track", "last", "--track", track(server.address()));
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
    assertThat(runs.tune("nachträglich", "a, bb", "none").status()).isZero();
    assertThat(runs.command("runs", "track", "last").messages())
        .contains("--track: the run nachträglich-")
        .contains("is not tracked yet; say where to");
    assertThat(runs.command("runs", "track", "last", "--track", "none").messages())
        .contains("--track: there is nothing to send with 'none'");

    String there = track(server.address());
    assertThat(runs.command("runs", "track", "last", "--track", there).status()).isZero();
    ReadMlflow once = ReadMlflow.of(server.address(), folder);
    assertThat(runs.command("runs", "track", "last").status()).isZero();
    Files.delete(runs.runFolder().resolve("tracking.jsonl"));
    assertThat(runs.command("runs", "track", "last", "--track", there).status()).isZero();

    ReadMlflow twice = ReadMlflow.of(server.address(), folder);
    assertThat(twice.children("nachträglich")).hasSize(2).allSatisfy(this::assertTrial);
    assertThat(twice.runs("nachträglich")).isEqualTo(once.runs("nachträglich"));
  }

  private static String track(URI address) {
    return "mlflow:" + address;
  }
}
