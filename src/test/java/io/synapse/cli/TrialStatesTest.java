package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.store.RunFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrialStatesTest {

  private final TrialStates states =
      new TrialStates(new RunFolder("run-1", "1a2b3c4d", Path.of("runs/run-1")));

  @Test
  void aLostPlaceIsANoteAndNoDecision() {
    String reason = "node-b is gone; goes on from the start";
    tell("trial", Map.of());
    for (int attempt = 1; attempt <= 2; attempt++) {
      tell("attempt", Map.of());
      tell("attempt_end", Map.of("status", "PENDING", "why", "lost", "reason", reason));
    }

    TrialEntry trial = states.trials().get(0);
    assertThat(trial.status()).isEqualTo("PENDING");
    assertThat(trial.notes()).containsExactly(reason);
    assertThat(trial.decision()).isEmpty();
  }

  @Test
  void oneThatWaitsForItsPlaceIsPending() {
    tell("trial", Map.of());
    tell("attempt", Map.of("waits", true));
    assertThat(states.trials()).extracting(TrialEntry::status).containsExactly("PENDING");

    tell("placed", Map.of("place", "node-b"));
    assertThat(states.trials()).extracting(TrialEntry::status).containsExactly("RUNNING");
  }

  private void tell(String event, Map<String, Object> fields) {
    Map<String, Object> line = new LinkedHashMap<>(fields);
    line.put("event", event);
    line.put("trial_id", "1a2b3c4d_00000");
    states.apply(line);
  }
}
