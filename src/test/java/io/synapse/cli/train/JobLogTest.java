package io.synapse.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.RunPlan;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobLogTest {

  private static final RunPlan PLAN = new RunPlan(true, Optional.empty(), 3, 3, Optional.empty());

  @TempDir Path store;

  @Test
  void machinesThatComeAndGoHaveALineEach() throws Exception {
    try (JobLog log = new JobLog(store)) {
      report(log, new RunEvent.RunStarted("run-1", "job", PLAN, Map.of()));
      report(log, new TrialEvent.SlotsChanged(2, "2 nodes, 2 CPUs"));
      report(log, new TrialEvent.Placed("t_00001", 1, "node-b"));
      report(
          log,
          new RunEvent.AttemptEnded(
              "t_00001",
              TrialStatus.PENDING,
              AttemptEndCause.LOST,
              "node-b is gone; goes on from the start"));
    }

    assertThat(Files.readAllLines(store.resolve("runs/run-1/job.log")))
        .extracting(line -> line.substring(line.indexOf("run: ") + "run: ".length()))
        .containsSequence(
            "2 at a time: 2 nodes, 2 CPUs",
            "t_00001 attempt 1 runs on node-b",
            "t_00001 PENDING (LOST): node-b is gone; goes on from the start");
  }

  private static void report(JobLog log, RunEvent event) {
    log.onEvent(new RecordedEvent(0, Instant.EPOCH, event));
  }
}
