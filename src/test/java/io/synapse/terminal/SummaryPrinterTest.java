package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.terminal.StyledLine.AnsiText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SummaryPrinterTest {

  @Test
  void tellsTheBestTrialItsConfigurationAndWhereThingsAre() {
    assertThat(print(DemoScenes.summary(), StandardCharsets.UTF_8, false))
        .isEqualTo(
            """

            손글씨 숫자 튜닝  completed in 1m 28s, 19 TERMINATED, 1 ERROR

            ★ best trial     3f9c2a1b_00007
              accuracy       0.9721
              other metrics  loss=0.0789
              config         batch_size=32 learning_rate=7.943e-04 optimizer=sgd hidden_units=39
              model          12  /data/.synapse/models/12/files

              failed trials
              3f9c2a1b_00004  java.lang.ArithmeticException: loss became NaN in epoch 3 배치 17  \
            /data/trials/3f9c2a1b_00004/error.txt

              results        /data/.synapse/runs/digits-20261123-090000/results.json
              log            /data/.synapse/runs/digits-20261123-090000/job.log
            """);
  }

  @Test
  void tellsOfATrainingThatWasInterrupted() {
    RunSummary.BestResult outcome =
        new RunSummary.BestResult(
            "t_00000",
            Optional.empty(),
            ScriptedRun.map("loss", 0.25),
            ScriptedRun.map("epochs", 30L),
            OptionalLong.empty(),
            Optional.empty(),
            Optional.of("the plugin named none"));
    RunSummary summary =
        new RunSummary(
            "run",
            "job",
            "interrupted",
            "Ctrl-C",
            Duration.ofSeconds(5),
            Optional.of(outcome),
            Map.of(),
            List.of(),
            List.of(new RunSummary.Remark("t_00000", "left 1 thread running (a)")),
            Map.of("log", Path.of("/x/job.log")),
            Optional.of("synapse train --resume run"));
    assertThat(print(summary, StandardCharsets.UTF_8, false))
        .isEqualTo(
            """

            job  interrupted in 5s: Ctrl-C

              trial          t_00000
              metrics        loss=0.25
              config         epochs=30
              model          none (the plugin named none)

              notes
              t_00000  left 1 thread running (a)

              log            /x/job.log
              resume         synapse train --resume run
            """);
  }

  @Test
  void onlyTheFirstFailuresAreListed() {
    RunSummary.FailedTrial failure =
        new RunSummary.FailedTrial("t", "broken\u001b[2J", Optional.empty());
    RunSummary summary =
        new RunSummary(
            "run",
            "job",
            "failed",
            "",
            Duration.ZERO,
            Optional.empty(),
            Map.of(),
            Collections.nCopies(15, failure),
            List.of(),
            Map.of(),
            Optional.empty());
    String text = print(summary, StandardCharsets.UTF_8, false);
    assertThat(text.lines().filter(line -> line.equals("  t  broken?[2J"))).hasSize(10);
    assertThat(text).contains("  … 5 more\n");
  }

  @Test
  void drawsWhatTheTerminalHas() {
    assertThat(print(DemoScenes.summary(), StandardCharsets.US_ASCII, false))
        .contains("* best trial")
        .doesNotContain("★");
    assertThat(print(DemoScenes.summary(), StandardCharsets.UTF_8, true))
        .contains("\u001b[32mcompleted");
  }

  private static String print(RunSummary summary, Charset charset, boolean color) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DisplayText display = new DisplayText(DisplayText.Symbols.of(charset));
    new SummaryPrinter(display, new AnsiText(color))
        .print(summary, new PrintStream(bytes, true, charset));
    return bytes.toString(charset);
  }
}
