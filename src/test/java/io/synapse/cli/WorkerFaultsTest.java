package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TunePlugin;
import io.synapse.testing.PluginBuild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a plugin does in a worker costs one trial, is told, and leaves no process behind. */
@Timeout(180)
class WorkerFaultsTest {

  private static final String CODE =
      """
      import java.nio.file.*;
      import java.util.*;

      public class Faulty implements TunePlugin {
        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          Files.writeString(data.path().resolveSibling("pids"),
              ProcessHandle.current().pid() + "\\n",
              StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          switch (h.getString("x")) {
            case "throw": throw new IllegalStateException("no luck");
            case "memory": {
              List<byte[]> all = new ArrayList<>();
              while (true) all.add(new byte[1 << 20]);
            }
            case "wrapped": {
              List<byte[]> all = new ArrayList<>();
              try { while (true) all.add(new byte[1 << 20]); }
              catch (OutOfMemoryError e) { all = null; throw new RuntimeException("epoch 1", e); }
            }
            case "exit": System.exit(7);
            case "kill":
              new ProcessBuilder("sh", "-c", "kill -9 " + ProcessHandle.current().pid())
                  .start().waitFor();
            case "hang": Thread.sleep(600_000);
            case "crash": {
              var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
              field.setAccessible(true);
              Object unsafe = field.get(null);
              unsafe.getClass().getMethod("putAddress", long.class, long.class)
                  .invoke(unsafe, 0L, 1L);
            }
            case "log":
              while (true) run.logMetric("training", "loss", 1);
            case "deaf":
              while (true) {
                try { Thread.sleep(600_000); } catch (InterruptedException e) { }
              }
            case "flood": {
              byte[] line = "a line that says nothing and says it again\\n".repeat(1_000).getBytes();
              for (int i = 0; i < 2_500; i++) System.out.write(line);
              break;
            }
            case "large":
              run.report(Map.of("score", 1.0, "predictions", "x".repeat(1_000_000)));
              break;
            case "unwritable":
              Files.createDirectory(run.workDir().resolveSibling("stdout.log"));
              System.out.println("who will hear this?");
              break;
            case "threads":
              new Thread(() -> {
                try { Thread.sleep(600_000); } catch (InterruptedException e) { }
              }, "left-over").start();
              break;
            case "swallow":
              while (true) {
                try { run.report(Map.of("score", 0.5)); } catch (TrialStoppedException e) { }
              }
            case "child": {
              Process child = new ProcessBuilder("sleep", "600").start();
              Files.writeString(data.path().resolveSibling("pids"), child.pid() + "\\n",
                  StandardOpenOption.APPEND);
              System.exit(5);
            }
          }
          return Map.of("score", 1.0);
        }
      }
      """;

  private static final List<String> FAULTS =
      List.of(
          "throw",
          "memory",
          "wrapped",
          "exit",
          "kill",
          "crash",
          "hang",
          "log",
          "deaf",
          "threads",
          "swallow",
          "child",
          "flood",
          "large",
          "unwritable",
          "good");

  private static final Map<String, String> MESSAGES = new LinkedHashMap<>();

  static {
    MESSAGES.put("throw", "IllegalStateException: no luck");
    MESSAGES.put(
        "memory",
        "OutOfMemoryError: Java heap space; a worker's heap is 200m at most here; give it more"
            + " with --worker-java-opts=-Xmx8g, or run fewer trials at once");
    MESSAGES.put(
        "wrapped",
        "OutOfMemoryError: Java heap space (wrapped in RuntimeException); a worker's heap is 200m"
            + " at most here; give it more with --worker-java-opts=-Xmx8g, or run fewer trials at"
            + " once");
    MESSAGES.put("exit", "the plugin ended its worker with exit status 7 (System.exit)");
    MESSAGES.put(
        "kill", "the worker was killed (SIGKILL); the system does that when memory runs out");
    MESSAGES.put(
        "crash", "the worker crashed in native code (SIGSEGV); its report is in stdout.log");
    MESSAGES.put("log", "ran longer than trial_timeout_s (6 s)");
    MESSAGES.put("deaf", "ran longer than trial_timeout_s (6 s)");
    MESSAGES.put("hang", "ran longer than trial_timeout_s (6 s)");
    MESSAGES.put("child", "the plugin ended its worker with exit status 5 (System.exit)");
  }

  @TempDir Path folder;

  @Test
  void everyFaultCostsOneTrialAndHasItsMessage() throws IOException {
    Path jar =
        new PluginBuild(folder)
            .source("mine.Faulty", CODE)
            .service(TunePlugin.class, "mine.Faulty")
            .jar(folder.resolve("faulty.jar"));
    FaultCampaign campaign = new FaultCampaign(folder);

    CommandRun run = campaign.run(jar, FAULTS, "--worker-java-opts", "-Xmx200m");

    assertThat(run.status()).isZero();
    assertThat(campaign.errors()).isEqualTo(MESSAGES);
    assertThat(campaign.survived())
        .containsExactlyInAnyOrder("threads", "swallow", "flood", "large", "unwritable", "good");
    assertThat(campaign.notes()).isEqualTo(FaultCampaign.NOTES);
    assertThat(campaign.pids()).isNotEmpty().noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }
}
