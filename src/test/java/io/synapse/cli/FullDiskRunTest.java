package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TunePlugin;
import io.synapse.testing.PluginBuild;
import io.synapse.testing.TinyDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A disk that gets full in the middle of a run. */
class FullDiskRunTest extends TrainFixture {

  /** Fills the disk that its trial lies on, the first time only. */
  private static final String FILLER =
      """
      public class Filler implements TunePlugin {
        public Object tune(Hyperparameters h, TrainRun run, Dataset data, Checkpoint c)
            throws Exception {
          if (java.nio.file.Files.deleteIfExists(java.nio.file.Path.of("%s"))) {
            try (var out = java.nio.file.Files.newOutputStream(java.nio.file.Path.of("%s"))) {
              while (true) out.write(new byte[4096]);
            } catch (java.io.IOException e) {
              // It is full now.
            }
          }
          if (%s) throw new IllegalStateException("cannot go on");
          for (int i = 0; i < 100; i++) run.report(java.util.Map.of("score", 1.0 * i));
          return null;
        }
      }
      """;

  @Override
  protected Path store() {
    return folder.resolve("disk/store");
  }

  @Test
  void theFirstFailureIsToldAndHowToGoOn() throws IOException {
    assertEndsTheRun(false, "cannot write the journal");
  }

  @Test
  void aTrialThatFailsOfItEndsTheRunToo() throws IOException {
    assertEndsTheRun(true, "cannot keep what trials leave at ");
  }

  private void assertEndsTheRun(boolean fails, String reason) throws IOException {
    Path request = Files.createFile(folder.resolve("fill"));
    Path filler = folder.resolve("disk/filler");
    Path jar =
        new PluginBuild(folder.resolve("plugin"))
            .source("mine.Filler", FILLER.formatted(request, filler, fails))
            .service(TunePlugin.class, "mine.Filler")
            .jar(folder.resolve("filler.jar"));
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 4)) {
      CommandRun failed = train(grid("1, 2", 2), "-p", jar, "-j", 1);
      assertThat(failed.status()).isEqualTo(1);
      assertThat(failed.messages())
          .contains(reason, "the disk is full")
          .contains("then go on with: synapse train --resume ", "--store " + disk.folder())
          .doesNotContain("registry", "defect");
    }
  }
}
