package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.synapse.terminal.TmuxWindow;
import io.synapse.testing.ChildJvm;
import io.synapse.testing.InstalledTools;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** {@code synapse train} as a process: how it ends, and what its standard streams get. */
class TrainProcessTest extends TrainFixture {

  private static final String ENDED = "the program was ended while the run was going on";

  private final JsonMapper mapper = JsonMapper.builder().build();

  @Test
  void aPluginThatEndsTheProgramIsTold() throws Exception {
    Process process = start(Redirect.DISCARD, grid("17", 1), "--progress", "plain", "-e", "inline");

    assertThat(process.waitFor()).isEqualTo(3);
    assertThat(messages())
        .last()
        .asString()
        .isEqualTo(
            "synapse: "
                + ENDED
                + " (did the plugin call System.exit?); go on with: synapse train --resume '"
                + runFolder().getFileName()
                + "' --store "
                + store());
  }

  @Test
  void inAWorkerItCostsOneTrial() throws Exception {
    Process process = start(Redirect.DISCARD, grid("17, 3", 2), "--progress", "plain");

    assertThat(process.waitFor()).isZero();
    assertThat(configs()).containsExactly(Map.of("x", 3L));
    assertThat(trials(results(), "failed_trials").get(0))
        .containsEntry("error", "the plugin ended its worker with exit status 3 (System.exit)");
  }

  @Test
  void aRunThatIsOverIsNotTakenForASuddenEnd() throws Exception {
    Process process = start(Redirect.DISCARD, grid("3", 1), "--progress", "plain");

    assertThat(process.waitFor()).isZero();
    assertThat(messages()).noneMatch(line -> line.contains(ENDED));
  }

  @Test
  void theSummarySaysWhyThereIsNoModel() throws Exception {
    Process process = start(Redirect.DISCARD, grid("16", 1), "--progress", "plain");

    assertThat(process.waitFor()).isZero();
    assertThat(messages())
        .anyMatch(line -> line.matches(" +model +none \\(the plugin named no model .*"));
  }

  @Test
  void aPluginThatEndsTheProgramLeavesTheCursor() throws IOException {
    InstalledTools.require("tmux");
    String words =
        command(grid("17", 1), "--progress", "live", "-e", "inline").stream()
            .map(word -> "'" + word + "'")
            .collect(Collectors.joining(" "));
    try (TmuxWindow window = TmuxWindow.open(folder, 100, 24, words + "\nexec sh\n")) {
      window.awaitText("ready>");

      assertThat(window.screen()).contains("1 trials", ENDED);
      assertThat(window.showsCursor()).isTrue();
    }
  }

  @Test
  void aFullStandardOutputIsAFailureAndJsonLinesStayJson() throws Exception {
    File full = new File("/dev/full");
    assumeTrue(full.exists(), "needs /dev/full");
    String deprecated = grid("3", 1).replace("action: train", "action: tune");
    String job = deprecated.replace("  is_tune: true\n", "");
    Process process =
        start(
            Redirect.to(full),
            job.replace("hyperparameters:", "hyperparameter:"),
            "--progress",
            "jsonl",
            "-o",
            "-");

    assertThat(process.waitFor()).isEqualTo(1);
    List<Map<String, Object>> events =
        messages().stream()
            .map(line -> mapper.readValue(line, new TypeReference<Map<String, Object>>() {}))
            .toList();
    assertThat(events.get(0)).containsEntry("event", "warning").containsKey("message");
    assertThat(events.get(events.size() - 1))
        .containsEntry("event", "error")
        .hasEntrySatisfying(
            "message", text -> assertThat((String) text).contains("standard output is closed"));
  }

  private Process start(Redirect output, String job, String... more) throws IOException {
    return new ProcessBuilder(command(job, more))
        .redirectOutput(output)
        .redirectError(errors().toFile())
        .start();
  }

  private List<String> command(String job, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), job);
    List<String> words = new ArrayList<>(List.of("train", "-f", file.toString()));
    words.addAll(List.of("--store", store().toString()));
    words.addAll(List.of(more));
    return ChildJvm.command(Main.class, words.toArray(String[]::new));
  }

  private Path errors() {
    return folder.resolve("errors.txt");
  }

  private List<String> messages() throws IOException {
    return Files.readAllLines(errors());
  }
}
