package io.synapse.report.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.report.tracking.MlflowRun.MlflowStatus;
import io.synapse.report.tracking.RunTranslation.TrackedFiles;
import io.synapse.report.tracking.RunUpdate.PendingUpdates;
import io.synapse.run.RunEventCodec;
import io.synapse.run.RunFolder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTranslationTest {

  private static final String TIME = "2026-11-27T12:00:00.000Z";
  private static final long MILLIS = 1795780800000L;

  @TempDir Path folder;
  private final PendingUpdates updates = new PendingUpdates();
  private RunTranslation translation;

  @BeforeEach
  void start() {
    RunFolder run = new RunFolder("pbt-20261127-120000-2", "0000aaaa", folder.resolve("run"));
    translation = new RunTranslation(run, new TrackedFiles(run, folder.resolve("models")));
    apply(
        """
        {"event": "run", "run_id": "%EB%B9%84-20261127-120000-2", "seed": 3,
         "job": {"params": {"name": "비", "is_tune": true, "dataset": 1,
                 "hyperparameters": [{"name": "x", "type": "uniform", "min": 0, "max": 1}]}},
         "versions": {"synapse": "0.1.0"}, "plugin": {"name": "P"}}
        """);
    apply("{'event': 'trial', 'trial_id': 't', 'number': 4, 'origin': 'searcher', 'config': {}}");
    apply("{'event': 'attempt', 'trial_id': 't', 'config': {'x': 0.5, 'o': {'kind': 'adam'}}}");
  }

  private void apply(String line) {
    Map<String, Object> fields = MlflowText.object(line.replace('\'', '"'));
    fields.put("time", TIME);
    translation.apply(RunEventCodec.read(fields), updates);
  }

  private List<MlflowItem> itemsOf(String key) {
    return updates.of(key).next();
  }

  @Test
  void theRunHasTheJobsPlainName() {
    assertThat(translation.experiment()).isEqualTo("비");
    assertThat(updates.of(PendingUpdates.JOB).start().map(RunUpdate.RunStart::name))
        .contains("비-20261127-120000-2");
    assertThat(itemsOf(PendingUpdates.JOB))
        .contains(
            MlflowItem.parameter("job/seed", "3"),
            MlflowItem.parameter("search_space/x", "{\"type\":\"uniform\",\"min\":0,\"max\":1}"));
  }

  @Test
  void aTrialsParametersAreItsFirstConfiguration() {
    assertThat(updates.of("t").start().map(RunUpdate.RunStart::identity))
        .contains(MlflowItem.tag("synapse.trial_id", "t"));
    assertThat(itemsOf("t"))
        .containsExactly(
            MlflowItem.tag("synapse.trial_number", "4"),
            MlflowItem.tag("synapse.origin", "searcher"),
            MlflowItem.parameter("x", "0.5"),
            MlflowItem.parameter("o/kind", "adam"));
  }

  @Test
  void whatATrialGoesOnWithLaterAreMetricsAndATag() {
    updates.of("t").sent(4);
    apply(
        "{'event': 'attempt', 'trial_id': 't', 'cause': 'exploit', 'training_iteration': 6,"
            + " 'checkpoint': '/c',"
            + " 'config': {'x': 0.75, 'o': {'kind': 'sgd'}}}");
    assertThat(itemsOf("t"))
        .containsExactly(
            MlflowItem.tag("synapse.config", "{\"x\":0.75,\"o/kind\":\"sgd\"}"),
            MlflowItem.metric("config/x", 0.75, MILLIS, 6));
    assertThat(updates.of("t").standing())
        .contains(new RunUpdate.StatusChange(MlflowStatus.RUNNING, Optional.empty()));
  }

  @Test
  void aTrialsEndAddsOnlyWhatItsLastReportDidNotHave() {
    updates.of("t").sent(4);
    apply(
        "{'event': 'report', 'trial_id': 't', 'training_iteration': 2,"
            + " 'metrics': {'loss': 'NaN', 'score': 1, 'note': 'text', 'training_iteration': 2}}");
    apply(
        "{'event': 'end', 'trial_id': 't', 'status': 'TERMINATED', 'reason': 'stopped early',"
            + " 'metrics': {'loss': 'NaN', 'score': 3, 'late': 4, 'training_iteration': 2}}");
    assertThat(itemsOf("t"))
        .containsExactly(
            MlflowItem.metric("loss", Double.NaN, MILLIS, 2),
            MlflowItem.metric("score", 1, MILLIS, 2),
            MlflowItem.metric("score", 3, MILLIS, 2),
            MlflowItem.metric("late", 4, MILLIS, 2),
            MlflowItem.tag("synapse.reason", "stopped early"));
    assertThat(updates.of("t").standing().map(RunUpdate.StatusChange::status))
        .contains(MlflowStatus.FINISHED);
    translation.killUnfinished(Instant.parse(TIME), updates);
    assertThat(updates.of(PendingUpdates.JOB).standing().map(RunUpdate.StatusChange::status))
        .contains(MlflowStatus.KILLED);
    assertThat(updates.of("t").standing().map(RunUpdate.StatusChange::status))
        .contains(MlflowStatus.FINISHED);
  }

  @Test
  void aPausedTrialOfAnInterruptedRunDoesNotRun() {
    apply("{'event': 'trial', 'trial_id': 'waits', 'number': 5, 'config': {}}");
    apply("{'event': 'attempt_end', 'trial_id': 't', 'status': 'PAUSED', 'why': 'paused'}");
    apply("{'event': 'interrupted', 'reason': 'SIGINT'}");
    assertThat(updates.of("t").standing().map(RunUpdate.StatusChange::status))
        .contains(MlflowStatus.KILLED);
    assertThat(updates.of("waits").isEmpty()).isTrue();
    apply("{'event': 'attempt', 'trial_id': 't', 'config': {'x': 0.5}}");
    assertThat(updates.of("t").standing().map(RunUpdate.StatusChange::status))
        .contains(MlflowStatus.RUNNING);
  }

  @Test
  void aRunThatEndedHasTheStatusOfItsEnd() {
    apply("{'event': 'finished', 'status': 'completed'}");
    assertThat(updates.of(PendingUpdates.JOB).standing().map(RunUpdate.StatusChange::status))
        .contains(MlflowStatus.FINISHED);
  }

  @Test
  void anInterruptedRunIsKilledAndOneThatGoesOnRuns() {
    apply("{'event': 'attempt_end', 'trial_id': 't', 'status': 'PENDING', 'why': 'interrupted'}");
    apply("{'event': 'interrupted', 'reason': 'SIGINT'}");
    assertThat(updates.of("t").standing().map(RunUpdate.StatusChange::status))
        .contains(MlflowStatus.KILLED);
    assertThat(updates.of(PendingUpdates.JOB).standing().map(RunUpdate.StatusChange::status))
        .contains(MlflowStatus.KILLED);
    apply("{'event': 'resume', 'run_id': 'pbt'}");
    assertThat(updates.of(PendingUpdates.JOB).standing().map(RunUpdate.StatusChange::status))
        .contains(MlflowStatus.RUNNING);
  }

  @Test
  void theServerGetsNoMoreAtOnceThanItTakes() {
    RunUpdate update = new RunUpdate();
    for (int i = 0; i < 250; i++) {
      update.add(MlflowItem.parameter("p" + i, "1"));
    }
    assertThat(update.next()).hasSize(100);
    update.sent(100);
    assertThat(update.next().get(0).fields()).containsEntry("key", "p100");
  }
}
