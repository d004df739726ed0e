package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Without an address Ray is started for the run, and nothing of it outlives the run. */
@NeedsPython(module = "ray")
class RayOnThisMachineTest extends RayRuns {

  private static final Pattern TEMPORARY = Pattern.compile("/[^ =,]*/synapse-ray-local-[^/ ,]+");
  private static final List<Integer> ONE = List.of(1);

  /** None of a cluster that happens to be there. */
  @Override
  Map<String, String> variables() {
    return Map.of("RAY_ADDRESS", "");
  }

  @Test
  void aRunThatIsInterruptedGoesOnWithAnotherInstance() throws Exception {
    TrainProcess run = start(gated(ONE, "stop_grace_s: 0"), "--cpus", "1");
    awaitReady(run, 1);
    Path temporary = temporary();
    run.signal("INT");

    assertThat(run.awaitEnd()).as(run.said()).isEqualTo(130);
    assertThat(run.said()).startsWith("ray: starting on this machine");
    assertNothingLeft(temporary);
    openGate();
    TrainProcess again = resume("--cpus", "1");
    assertThat(again.awaitEnd()).as(again.said()).isZero();
    assertAllDone(ONE);
    assertThat(attempts("resume_run")).hasSize(1);
    site.assertNothingLeft();
  }

  @Test
  void aDriverThatIsKilledLeavesNothing() throws Exception {
    TrainProcess run = start(gated(ONE, ""), "--cpus", "1");
    awaitReady(run, 1);
    Path temporary = temporary();

    assertThat(run.kill()).isTrue();
    assertNothingLeft(temporary);
  }

  @Test
  void soDoesABridgeAndTheRunGoesOnWithAnotherInstance() throws Exception {
    TrainProcess run = start(gated(ONE, ""), "--cpus", "1");
    awaitReady(run, 1);
    Path temporary = temporary();
    List<ProcessHandle> ofRay = processes("raylet", "gcs_server", "Gated", "sleep");
    assertThat(processes("synapse-ray.py")).hasSize(1).allMatch(ProcessHandle::destroyForcibly);
    openGate();

    assertThat(run.awaitEnd()).as(run.said()).isZero();
    assertAllDone(ONE);
    assertThat(attempts("place_lost")).hasSize(1);
    assertThat(ofRay).hasSizeGreaterThanOrEqualTo(3);
    site.processes().awaitEnd(ofRay);
    assertNothingLeft(temporary);
  }

  /** The folder of the instance, as its raylet names it. */
  private Path temporary() throws IOException {
    Path line = Path.of("/proc/" + processes("raylet").get(0).pid() + "/cmdline");
    String words = new String(Files.readAllBytes(line), StandardCharsets.UTF_8).replace('\0', ' ');
    Matcher found = TEMPORARY.matcher(words);
    assertThat(found.find()).as(words).isTrue();
    assertThat(Path.of(found.group())).isDirectory();
    return Path.of(found.group());
  }

  private void assertNothingLeft(Path temporary) throws IOException {
    site.assertNothingLeft();
    assertThat(temporary).doesNotExist();
  }
}
