package io.synapse.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.OperationFailedException;
import io.synapse.space.Config;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every journal does. */
public abstract class JournalContract {

  private static final Instant TIME = Instant.parse("2026-11-23T17:50:26.123456Z");

  /** Opens the journal under test; a second call goes on with what the first one left. */
  protected abstract Journal open();

  /** A journal of which every write fails. */
  protected abstract Journal openFailing();

  /** What another process reads now. */
  protected abstract List<Map<String, Object>> read();

  /** An event with a number. */
  protected static RecordedEvent event(long sequence) {
    Map<String, Object> metrics = Map.of("accuracy", sequence / 10.0);
    RunEvent.TrialReported report =
        new RunEvent.TrialReported(
            "a_00001", metrics, sequence, Optional.empty(), Decision.proceed());
    return new RecordedEvent(sequence, TIME, report);
  }

  @Test
  void flushedEventsAreVisibleToOthersInTheirOrder() {
    try (Journal journal = open()) {
      journal.append(event(0));
      journal.append(event(1));
      journal.flush();
      assertThat(read()).extracting(line -> line.get("seq")).containsExactly(0L, 1L);
      journal.append(event(2));
      journal.flush();
      assertThat(read()).extracting(line -> line.get("seq")).containsExactly(0L, 1L, 2L);
    }
  }

  @Test
  void anEventIsReadAsItWasWritten() {
    Config config = new Config(Map.of("learning_rate", 0.001));
    try (Journal journal = open()) {
      journal.append(
          new RecordedEvent(
              7,
              TIME,
              new RunEvent.TrialCreated("a_00003", 3, TrialSpec.Origin.GRID_CELL, config)));
    }
    assertThat(read())
        .containsExactly(
            Map.of(
                "seq", 7L,
                "time", "2026-11-23T17:50:26.123Z",
                "event", "trial",
                "trial_id", "a_00003",
                "number", 3L,
                "origin", "grid_cell",
                "config", Map.of("learning_rate", 0.001)));
  }

  @Test
  void textsOfEveryKindSurvive() {
    String text = "두 줄\nand a \"quote\", \\ \u2028 \u0000 🧠";
    try (Journal journal = open()) {
      journal.append(new RecordedEvent(0, TIME, new TrialEvent.MessageLogged("a_00001", 1, text)));
    }
    assertThat(read()).singleElement().extracting(line -> line.get("text")).isEqualTo(text);
  }

  @Test
  void nanAndInfinitiesAreTexts() {
    try (Journal journal = open()) {
      journal.append(
          new RecordedEvent(
              0,
              TIME,
              new TrialEvent.MetricLogged(
                  "a_00001", 1, "training", "loss", Double.NaN, Map.of("x", -1 / 0.0))));
    }
    Map<String, Object> line = read().get(0);
    assertThat(line).containsEntry("value", "NaN");
    assertThat(line).containsEntry("metrics", Map.of("x", "-Infinity"));
  }

  @Test
  void closingKeepsWhatWasAppended() {
    try (Journal journal = open()) {
      journal.append(event(0));
    }
    assertThat(read()).hasSize(1);
  }

  @Test
  void openingAgainGoesOnAfterTheLastEvent() {
    try (Journal journal = open()) {
      journal.append(event(0));
    }
    try (Journal journal = open()) {
      journal.append(event(1));
    }
    assertThat(read()).extracting(line -> line.get("seq")).containsExactly(0L, 1L);
  }

  @Test
  void flushAndSyncWithoutEventsDoNothing() {
    try (Journal journal = open()) {
      journal.append(event(0));
      journal.sync();
      journal.flush();
      journal.sync();
      journal.sync();
    }
    assertThat(read()).hasSize(1);
  }

  @Test
  void aFailureIsToldWithARemedyAndNotTwice() {
    Journal journal = openFailing();
    journal.append(event(0));
    assertThatThrownBy(journal::flush)
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("free some space");
    journal.close();
  }
}
