package io.synapse.report.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.report.tracking.RunSender.TrackedRun;
import io.synapse.report.tracking.RunUpdate.PendingUpdates;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackingLogTest {

  private static final URI SERVER = URI.create("http://one:5000");
  private static final MlflowRun RUN = MlflowRun.at("abc", "mlflow-artifacts:/1/abc/artifacts");

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("tracking.jsonl");
  }

  private void fill() throws TrackingFailure {
    try (TrackingLog log = TrackingLog.open(file(), SERVER)) {
      assertThat(log.sent()).isEqualTo(TrackingLog.NOTHING);
      log.experiment("7");
      log.run(PendingUpdates.JOB, RUN);
      log.sent(11);
    }
  }

  @Test
  void whatOneProcessWroteTheNextOneKnows() throws TrackingFailure {
    fill();
    try (TrackingLog log = TrackingLog.open(file(), SERVER)) {
      assertThat(log.experiment()).contains("7");
      assertThat(log.run(PendingUpdates.JOB)).contains(RUN);
      assertThat(RUN.artifactUri()).isEqualTo("mlflow-artifacts:/1/abc/artifacts");
      assertThat(log.run("trial")).isEmpty();
      assertThat(log.sent()).isEqualTo(11);
    }
    assertThat(TrackingLog.look(file()))
        .contains(
            new TrackedRun(SERVER, Optional.of("http://one:5000/#/experiments/7/runs/abc"), 11));
    assertThat(TrackingLog.look(folder.resolve("other"))).isEmpty();
  }

  @Test
  void aLineThatADeadProcessLeftHalfIsForgotten() throws Exception {
    fill();
    Files.writeString(file(), "{\"sent\":9", StandardOpenOption.APPEND);
    try (TrackingLog log = TrackingLog.open(file(), SERVER)) {
      assertThat(log.sent()).isEqualTo(11);
      log.sent(12);
    }
    try (TrackingLog log = TrackingLog.open(file(), SERVER)) {
      assertThat(log.sent()).isEqualTo(12);
    }
  }

  @Test
  void anotherServerHasNothingYet() throws TrackingFailure {
    fill();
    URI other = URI.create("http://two:5000");
    try (TrackingLog log = TrackingLog.open(file(), other)) {
      assertThat(log.experiment()).isEmpty();
      assertThat(log.run(PendingUpdates.JOB)).isEmpty();
      assertThat(log.sent()).isEqualTo(TrackingLog.NOTHING);
    }
    assertThat(TrackingLog.look(file()))
        .contains(new TrackedRun(other, Optional.empty(), TrackingLog.NOTHING));
  }

  @Test
  void oneAtATimeHasItOpen() throws TrackingFailure {
    try (TrackingLog log = TrackingLog.open(file(), SERVER)) {
      assertThat(log.sent()).isEqualTo(TrackingLog.NOTHING);
      assertThatThrownBy(() -> TrackingLog.open(file(), SERVER))
          .isInstanceOf(TrackingFailure.class)
          .hasMessageStartingWith(file() + " is in use");
    }
  }

  @Test
  void whatCannotBeWrittenDoesNotCount() throws TrackingFailure {
    TrackingLog log = TrackingLog.open(file(), SERVER);
    log.close();
    assertThatThrownBy(() -> log.experiment("7")).hasMessageContaining("cannot be written");
    assertThatThrownBy(() -> log.run(PendingUpdates.JOB, RUN))
        .hasMessageContaining("cannot be written");
    assertThatThrownBy(() -> log.sent(1)).hasMessageContaining("cannot be written");
    assertThat(log.experiment()).isEmpty();
    assertThat(log.run(PendingUpdates.JOB)).isEmpty();
    assertThat(log.sent()).isEqualTo(TrackingLog.NOTHING);
  }

  @Test
  void damageIsToldWithItsRemedy() throws Exception {
    fill();
    Files.writeString(file(), "\0\0\0\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> TrackingLog.open(file(), SERVER))
        .isInstanceOf(TrackingFailure.class)
        .hasMessageStartingWith(file() + " is damaged")
        .hasMessageContaining("remove it");
    assertThatThrownBy(() -> TrackingLog.look(file())).isInstanceOf(TrackingFailure.class);
  }
}
