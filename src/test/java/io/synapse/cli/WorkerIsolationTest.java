package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TunePlugin;
import io.synapse.testing.MarkedProcesses;
import io.synapse.testing.PluginBuild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

  private static final String ONE_AT_ONCE = "max_concurrent_trials: 1";

  @TempDir Path folder;
  private ScriptedTuning runs;

  @BeforeEach
  void buildPlugin() {
    Path plugin =
        new PluginBuild(folder)
            .source("mine.Rude", CODE)
            .service(TunePlugin.class, "mine.Rude")
            .jar(folder.resolve("rude.jar"));
    runs = new ScriptedTuning(folder, plugin);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aWorkerThatLosesItsConnectionLeavesTheSocketToTheOthers(int atOnce) {
    CommandRun run =
        runs.tune(
            List.of("interrupt", "good", "interrupt", "good", "good"),
            "max_concurrent_trials: " + atOnce);

    assertThat(run.status()).isZero();
    assertThat(runs.succeeded()).hasSize(3);
    assertThat(runs.errors())
        .hasSize(2)
        .containsOnly(
            "the worker lost its connection; a plugin that interrupts threads that are not its own"
                + " does that");
  }

  @Test
  void soDoesOneThatSaysWhatIsNotInTheProtocol() {
    CommandRun run =
        runs.tune(
            List.of("babble", "good"),
            ONE_AT_ONCE,
            "--worker-java-opts=--add-opens=java.base/java.lang=ALL-UNNAMED");

    assertThat(run.status()).isZero();
    assertThat(runs.succeeded()).hasSize(1);
    assertThat(runs.errors())
        .singleElement()
        .asString()
        .startsWith("the worker said something that is not in the protocol: ");
  }

  @Test
  void whatATrialStartsEndsWithItsWorkerWhereverItHides() throws IOException {
    MarkedProcesses escaped = new MarkedProcesses(folder.toRealPath().toString());

    CommandRun run = runs.tune(List.of("escape and halt", "escape", "good"), ONE_AT_ONCE);

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
    CommandRun run = runs.tune(List.of("redirect", "good", "close", "good"), ONE_AT_ONCE);

    assertThat(run.status()).isZero();
    assertThat(runs.succeeded()).hasSize(4);
    assertThat(runs.succeeded())
        .as("all in one worker")
        .extracting(trial -> TrainFixture.map(trial.get("metrics")).get("pid"))
        .containsOnly(TrainFixture.map(runs.succeeded().get(0).get("metrics")).get("pid"));
    for (Map<String, Object> trial : runs.succeeded()) {
      String id = (String) trial.get("trial_id");
      assertThat(runs.log(id))
          .isEqualToNormalizingNewlines("out of %1$s%nerr of %1$s%n".formatted(id));
    }
  }

  @Test
  void aShutdownHookThatDoesNotEndCostsItsTrialAlone() {
    CommandRun run = runs.tune(List.of("exit", "good"), ONE_AT_ONCE);

    assertThat(run.status()).isZero();
    assertThat(runs.succeeded()).hasSize(1);
    assertThat(runs.errors())
        .containsExactly(
            "the plugin ended its worker (System.exit), but a shutdown hook of its own did not end");
  }
}
