package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TunePlugin;
import io.synapse.store.JsonFile;
import io.synapse.testing.MarkedProcesses;
import io.synapse.testing.PluginBuild;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a plugin does to its worker's inside doesn't reach the trials after it. */
@Timeout(120)
class WorkerIsolationTest {

  private static final String CODE =
      """
      import java.io.*;
      import java.lang.reflect.*;
      import java.nio.file.*;
      import java.util.*;

      public class Rude implements TunePlugin {
        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          System.out.println("out of " + run.trialId());
          System.err.println("err of " + run.trialId());
          if (System.in.read() != -1) throw new IllegalStateException("somebody types");
          switch (h.getString("x")) {
            case "interrupt":
              Thread.getAllStackTraces().keySet().forEach(Thread::interrupt);
              while (true) {
                try { Thread.sleep(60_000); } catch (InterruptedException e) { }
              }
            case "babble": {
              Object channel = field(field(sender(), "target"), "LineSender");
              Method write = channel.getClass().getMethod("writeLine", String.class);
              write.invoke(channel, "{\\"what\\": 1}");
              Thread.sleep(60_000);
            }
            case "redirect":
              System.out.flush();
              System.setOut(new PrintStream(OutputStream.nullOutputStream()));
              System.setErr(null);
              System.setIn(null);
              break;
            case "close":
              System.out.close();
              System.err.close();
              System.in.close();
              break;
            case "exit":
              Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                while (true) {
                  try { Thread.sleep(60_000); } catch (InterruptedException e) { }
                }
              }));
              System.exit(7);
            case "escape": escape(run, data); break;
            case "escape and halt": escape(run, data); Runtime.getRuntime().halt(3);
          }
          return Map.of("score", 1, "pid", ProcessHandle.current().pid());
        }

        private static void escape(TrainRun run, Dataset data) throws Exception {
          Path started = data.path().resolveSibling("escaped-" + run.trialId());
          start(data, "sh", "-c", "setsid sh -c 'echo > " + started + "; exec sleep 600' &");
          start(data, "setsid", "sh", "-c", "sleep 601 & exec sleep 602");
          while (Files.notExists(started)) Thread.sleep(5);
        }

        private static void start(Dataset data, String... words) throws IOException {
          ProcessBuilder builder = new ProcessBuilder(words);
          builder.environment().put("SYNAPSE_TEST_MARK", data.path().getParent().toString());
          builder.start();
        }

        private static Thread sender() {
          return Thread.getAllStackTraces().keySet().stream()
              .filter(each -> each.getName().equals("synapse-sender")).findFirst().orElseThrow();
        }

        /** A field's value; of one that refers to a sender, the sender's channel. */
        private static Object field(Object owner, String name) throws Exception {
          for (Class<?> type = owner.getClass(); type != null; type = type.getSuperclass()) {
            for (Field each : type.getDeclaredFields()) {
              if (each.getName().equals(name)) {
                each.setAccessible(true);
                return each.get(owner);
              }
              if (each.getType().getSimpleName().equals(name)) {
                each.setAccessible(true);
                return field(each.get(owner), "channel");
              }
            }
          }
          throw new NoSuchFieldException(name);
        }
      }
      """;

  @TempDir Path folder;
  private Path plugin;

  @BeforeEach
  void buildPlugin() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1\n");
    plugin =
        new PluginBuild(folder)
            .source("mine.Rude", CODE)
            .service(TunePlugin.class, "mine.Rude")
            .jar(folder.resolve("rude.jar"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aWorkerThatLosesItsConnectionLeavesTheSocketToTheOthers(int atOnce) {
    CommandRun run = tune(List.of("interrupt", "good", "interrupt", "good", "good"), atOnce);

    assertThat(run.status()).isZero();
    assertThat(succeeded()).hasSize(3);
    assertThat(errors())
        .hasSize(2)
        .containsOnly(
            "the worker lost its connection; a plugin that interrupts threads that are not its own"
                + " does that");
  }

  @Test
  void soDoesOneThatSaysWhatIsNotInTheProtocol() {
    CommandRun run =
        tune(
            List.of("babble", "good"),
            1,
            "--worker-java-opts=--add-opens=java.base/java.lang=ALL-UNNAMED");

    assertThat(run.status()).isZero();
    assertThat(succeeded()).hasSize(1);
    assertThat(errors())
        .singleElement()
        .asString()
        .startsWith("the worker said something that is not in the protocol: ");
  }

  @Test
  void whatATrialStartsEndsWithItsWorkerWhereverItHides() throws IOException {
    MarkedProcesses escaped = new MarkedProcesses(folder.toRealPath().toString());

    CommandRun run = tune(List.of("escape and halt", "escape", "good"), 1);

    try {
      assertThat(run.status()).isZero();
      assertThat(folder).isDirectoryContaining("glob:**escaped-*");
      escaped.awaitNone();
    } finally {
      escaped.kill();
    }
  }

  @Test
  void theNextTrialHasStandardStreamsOfItsOwn() throws IOException {
    CommandRun run = tune(List.of("redirect", "good", "close", "good"), 1);

    assertThat(run.status()).isZero();
    assertThat(succeeded()).hasSize(4);
    assertThat(succeeded())
        .as("all in one worker")
        .extracting(trial -> TrainFixture.map(trial.get("metrics")).get("pid"))
        .containsOnly(TrainFixture.map(succeeded().get(0).get("metrics")).get("pid"));
    for (Map<String, Object> trial : succeeded()) {
      String id = (String) trial.get("trial_id");
      assertThat(log(id)).isEqualToNormalizingNewlines("out of %1$s%nerr of %1$s%n".formatted(id));
    }
  }

  @Test
  void aShutdownHookThatDoesNotEndCostsItsTrialAlone() {
    CommandRun run = tune(List.of("exit", "good"), 1);

    assertThat(run.status()).isZero();
    assertThat(succeeded()).hasSize(1);
    assertThat(errors())
        .containsExactly(
            "the plugin ended its worker (System.exit), but a shutdown hook of its own did not end");
  }

  private String log(String trial) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("store"))) {
      return Files.readString(
          files
              .filter(file -> file.endsWith(Path.of(trial, "stdout.log")))
              .findFirst()
              .orElseThrow());
    }
  }

  /** Tunes with one trial for each thing that the plugin is to do, in this order. */
  private CommandRun tune(List<String> what, int atOnce, String... more) {
    String job =
        """
        plugin: %s
        datasets: {1: data.csv}
        params:
          name: rude
          dataset: 1
          is_tune: true
          hyperparameters:
            - {name: x, type: choice, options: [interrupt, babble, redirect, close, exit, escape,
                escape and halt, good]}
          tune_config: {metric: score, mode: max, num_samples: %d, max_concurrent_trials: %d,
            search_alg: {name: basicvariantgenerator, points_to_evaluate: %s}}
        """
            .formatted(
                plugin,
                what.size(),
                atOnce,
                what.stream().map("{x: %s}"::formatted).toList().toString());
    try {
      Path file = Files.writeString(folder.resolve("job.yaml"), job);
      List<Object> words = new ArrayList<>(List.of("train", "-f", file));
      words.addAll(List.of("--store", folder.resolve("store"), "--progress", "none"));
      words.addAll(List.of("-o", folder.resolve("out.json")));
      words.addAll(List.of(more));
      return CommandRun.of(words.toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Map<String, Object>> succeeded() {
    return TrainFixture.trials(results(), "trial_models");
  }

  private List<String> errors() {
    return TrainFixture.trials(results(), "failed_trials").stream()
        .map(trial -> Objects.toString(trial.get("error")))
        .toList();
  }

  private Map<String, Object> results() {
    return JsonFile.read(folder.resolve("out.json"));
  }
}
