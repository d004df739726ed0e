package io.synapse.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.cli.CommandRun;
import io.synapse.cli.TrainFixture;
import io.synapse.cli.command.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class RunReportTest extends TrainFixture {

  @Test
  void everyRunLeavesItsReport() throws IOException {
    assertThat(train(grid("3, 13, 9", 1)).status()).isZero();

    String page = Files.readString(runFolder().resolve("report.html"));
    assertThat(page.endsWith("</html>\n")).isTrue();
    assertThat(page.contains("\"status\":\"completed\"")).isTrue();
    assertThat(page.contains("\"reload\":0")).isTrue();
  }

  @Test
  void aReportIsMadeAnewWhereItIsWished() throws IOException {
    train(grid("3, 9", 1));
    Path target = folder.resolve("보고서.html");

    CommandRun report = run("runs", "report", "last", "-o", target, "--store", store());

    assertThat(report.status()).isZero();
    assertThat(report.output()).isEqualTo(target + System.lineSeparator());
    assertThat(Files.size(target)).isGreaterThan(1_000_000);
  }

  @Test
  void aRunThatWasKilledAndADamagedJournalHaveAReport() throws IOException {
    train(grid("3, 9", 1));
    cutJournalAfter("end", 1);
    Files.writeString(journal(), "no JSON\n", StandardOpenOption.APPEND);

    CommandRun report = run("runs", "report", "--store", store());

    assertThat(report.status()).isZero();
    assertThat(report.messages()).contains("the report is not complete", "journal.jsonl");
    String page = Files.readString(runFolder().resolve("report.html"));
    assertThat(page.contains("the journal is damaged")).isTrue();
  }

  @Test
  void aReportThatCannotBeWrittenIsAWarningAndNoFailure() throws IOException {
    String job = grid("3, 9", 1);
    train(job);
    Path report = runFolder().resolve("report.html");
    Files.delete(report);
    Files.createDirectories(report.resolve("in the way"));

    CommandRun again = resume("-s", "tune_config.num_samples=2");

    assertThat(again.status()).isZero();
    assertThat(again.messages()).contains("warning: the report was not written");
    assertThat(results().get("status")).isEqualTo("completed");
  }

  @Test
  void aLiveReportEndsAsOneThatStays() throws IOException {
    assertThat(train(grid("3, 9", 1), "--live-report").status()).isZero();

    String page = Files.readString(runFolder().resolve("report.html"));
    assertThat(page.contains("\"reload\":0")).isTrue();
    assertThat(page.contains("\"status\":\"completed\"")).isTrue();
  }

  @Test
  void anUnknownRunIsRefused() throws IOException {
    train(grid("3", 1));

    CommandRun report = run("runs", "report", "nothing", "--store", store());

    assertThat(report.status()).isEqualTo(ExitStatus.INVALID);
    assertThat(report.messages()).contains("no run 'nothing'");
  }
}
