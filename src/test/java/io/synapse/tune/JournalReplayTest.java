package io.synapse.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.execute.TrialStart;
import io.synapse.run.JournalReplay;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEventCodec;
import io.synapse.run.RunHistory;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.Trial;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.tune.FakeExecutor.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A journal cut anywhere leads to the same run as one that was never cut. */
@Timeout(60)
class JournalReplayTest extends ReplayFixture {

  @Test
  void aRunCutAfterAnyLineGoesOnAsIfItHadNotBeen() throws Exception {
    scheduler = new EventfulScheduler();
    maxFailures = 2;
    keepCheckpoints = 1_000;
    List<Map<String, Object>> whole = run(List.of());
    List<String> expected = outcome(replay(whole));
    assertThat(whole.size()).isGreaterThan(60);
    assertThat(whole).anyMatch(line -> "lost".equals(line.get("why")));
    for (int cut = 0; cut < whole.size(); cut++) {
      List<Map<String, Object>> before = whole.subList(0, cut);
      List<Map<String, Object>> resumed = new ArrayList<>(before);
      resumed.addAll(run(before));

      assertThat(configs(replay(resumed)))
          .as("configurations after a cut at line %d", cut)
          .isEqualTo(configs(replay(whole)));
      assertThat(outcome(replay(resumed))).as("cut at line %d", cut).isEqualTo(expected);
    }
  }

  @Test
  void aReplayMakesTheHistoryThatTheLiveRunHad() throws Exception {
    scheduler = new EventfulScheduler();
    maxFailures = 1;
    TunerResult live = tune(TRIALS, 3, this::script);
    RunHistory replayed = replay(lines()).history();

    assertThat(replayed.finishedCount()).isEqualTo(live.history().finishedCount());
    assertThat(replayed.verdicts()).hasSameSizeAs(live.history().verdicts());
    assertThat(replayed.best().map(Trial::id)).isEqualTo(live.history().best().map(Trial::id));
    for (Trial trial : live.history().trials()) {
      assertThat(described(replayed.trial(trial.id()))).isEqualTo(described(trial));
    }
    assertThat(replay(lines()).models()).isEqualTo(live.models());
    assertThat(replay(lines()).columns().names()).isEqualTo(live.metricColumns());
  }

  @Test
  void numbersThatJsonLacksComeBackAsNumbers() throws Exception {
    tune(1, 1, ending(start -> List.of(report(Double.NaN), report(Double.POSITIVE_INFINITY))));

    Trial trial = replay(lines()).history().trials().get(0);
    assertThat(trial.series().value(0)).isNaN();
    assertThat(trial.metrics()).containsEntry("score", Double.POSITIVE_INFINITY);
  }

  @Test
  void aDecisionToStopIsKeptThoughTheProcessEndedBeforeTheTrial() throws Exception {
    stop = Map.of("training_iteration", 2.0);
    Path kept = checkpoint("two");
    tune(
        1,
        1,
        start -> List.of(report(0.1), new Step.Report(Map.of("score", 0.5), kept), report(1)));
    List<Map<String, Object>> untilTheReport = lines();
    untilTheReport.removeIf(line -> line.get("event").equals("end"));
    journal.clear();
    replayed = plan -> replay(plan, untilTheReport);
    TunerResult result = tune(1, 1, start -> List.of(report(9)));

    assertThat(executor.started()).isEmpty();
    Trial trial = result.history().trials().get(0);
    assertThat(trial.status()).isEqualTo(TrialStatus.TERMINATED);
    assertThat(trial.metrics()).containsEntry("score", 0.5);
    assertThat(result.models()).containsEntry(trial.id(), kept);
  }

  @Test
  void aTrialGoesOnFromItsLastCheckpointWithItsOwnConfiguration() throws Exception {
    Path kept = checkpoint("one");
    tune(
        1,
        1,
        start -> List.of(new Step.Report(Map.of("score", 0.5), kept), report(0.7), finish(null)));
    List<Map<String, Object>> cut = lines();
    cut.removeIf(line -> line.get("event").equals("end"));
    Object config = replay(cut).history().trials().get(0).config();
    journal.clear();
    replayed = plan -> replay(plan, cut);
    tune(1, 1, start -> List.of(report(0.8), finish(null)));

    TrialStart start = executor.started().get(0);
    assertThat(start.attempt()).isEqualTo(2);
    assertThat(start.config()).isEqualTo(config);
    assertThat(start.checkpoint().orElseThrow().path()).isEqualTo(kept);
    assertThat(start.checkpoint().orElseThrow().trainingIteration()).isEqualTo(1);
    assertThat(journal.events(RunEvent.TrialReported.class).get(0).trainingIteration())
        .isEqualTo(2);
  }

  @Test
  void aCheckpointThatIsGoneIsToldAndTheTrialStartsAnew() throws Exception {
    Path kept = checkpoint("one");
    tune(1, 1, start -> List.of(new Step.Report(Map.of("score", 0.5), kept), finish(null)));
    List<Map<String, Object>> cut = lines();
    cut.removeIf(line -> line.get("event").equals("end"));
    Files.delete(kept.resolve("weights"));
    Files.delete(kept);
    journal.clear();
    replayed = plan -> replay(plan, cut);
    tune(1, 1, start -> List.of(report(0.8), finish(null)));

    assertThat(executor.started().get(0).checkpoint()).isEmpty();
    assertThat(journal.events(TrialEvent.Noted.class).get(0).text())
        .isEqualTo("its newest checkpoint is gone; it goes on from the start");
  }

  @Test
  void notesAndWhyATrialStoppedComeBack() throws Exception {
    stop = Map.of("training_iteration", 1.0);
    tune(1, 1, start -> List.of(new Step.Note("left over"), new Step.Note("left over"), report(1)));

    Trial trial = replay(lines()).history().trials().get(0);
    assertThat(trial.notes()).containsExactly("left over");
    assertThat(trial.stopReason()).isEqualTo("stop rule: training_iteration 1 ≥ 1.0");
  }

  @Test
  void theTimeThatWasUsedCountsAndTheTimeBetweenDoesNot() {
    JournalReplay replay = new JournalReplay(plan(), 1);
    replay.apply(RunEventCodec.read(line(0, "run", 0)));
    replay.apply(RunEventCodec.read(line(1, "dataset", 10)));
    replay.apply(RunEventCodec.read(line(2, "message", 25)));
    replay.apply(RunEventCodec.read(line(3, "resume", 1_000)));
    replay.apply(RunEventCodec.read(line(4, "dataset", 1_001)));
    replay.apply(RunEventCodec.read(line(5, "message", 1_003)));

    assertThat(replay.result().metadata().timeUsed().toSeconds()).isEqualTo(17);
    assertThat(replay.result().metadata().nextSequence()).isEqualTo(6);
  }

  @Test
  void aLineThatCannotFollowIsDamage() {
    JournalReplay replay = new JournalReplay(plan(), 1);
    Map<String, Object> line = line(0, "report", 0);
    line.put("trial_id", "nobody");
    line.put("training_iteration", 1);

    assertThatThrownBy(() -> replay.apply(RunEventCodec.read(line)))
        .hasMessageContaining("'nobody'");
  }

  private static Map<String, Object> line(long sequence, String event, long second) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("seq", sequence);
    line.put("time", RunEventCodec.time(Instant.ofEpochSecond(second)));
    line.put("event", event);
    return line;
  }

  // ---- the deterministic plugin

  private List<Map<String, Object>> run(List<Map<String, Object>> before) throws Exception {
    journal.clear();
    replayed = plan -> replay(plan, before);
    tune(TRIALS, 1, this::script);
    return lines();
  }

  /** What a deterministic plugin does: a matter of its configuration and where it goes on. */
  private List<Step> script(TrialStart start) {
    long from = start.checkpoint().map(SavedCheckpoint::trainingIteration).orElse(0L);
    double x = ((Number) start.config().get("x")).doubleValue();
    List<Step> steps = new ArrayList<>();
    for (long step = from + 1; step <= 5; step++) {
      SplittableRandom noise = new SplittableRandom(Double.doubleToLongBits(x) + step);
      steps.add(new Step.Report(Map.of("score", x * step), kept(start, step, noise)));
      if (noise.nextInt(12) == 0) {
        steps.add(new Step.Fail("failed at " + step));
      }
      // A place is gone by chance, not for ever.
      if (noise.nextInt(8) == 0 && start.attempt() < 4) {
        steps.add(new Step.Lose("node-" + step + " is gone"));
      }
    }
    steps.add(finish(null));
    return steps;
  }

  private Path kept(TrialStart start, long step, SplittableRandom noise) {
    if (noise.nextInt(3) == 0) {
      return null;
    }
    try {
      Path path =
          folder.resolve("kept").resolve(start.trialId() + "_" + start.attempt() + "_" + step);
      return Files.createDirectories(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Config> configs(ReplayedRun run) {
    return run.history().trials().stream().map(trial -> trial.spec().config()).toList();
  }

  private static List<String> outcome(ReplayedRun run) {
    Function<Trial, String> reported =
        trial -> trial.id() + " " + trial.status() + " " + trial.config() + " " + trial.metrics();
    return run.history().trials().stream().map(reported).toList();
  }

  private static String described(Trial trial) {
    StringBuilder series = new StringBuilder();
    for (int i = 0; i < trial.series().size(); i++) {
      series.append(trial.series().iteration(i)).append('=').append(trial.series().value(i));
    }
    return String.join(
        " ",
        trial.id(),
        trial.status().name(),
        trial.config().toString(),
        new java.util.TreeMap<>(trial.metrics()).toString(),
        trial.value().toString(),
        series,
        trial.checkpoints().toString(),
        trial.attempt() + "/" + trial.failures() + "/" + trial.error() + "/" + trial.notes());
  }
}
