package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.Phase;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.TrialEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameComposerTest {

  /** Trial, status, step, four hyperparameters, four metrics, time. */
  private static final int ALL_TITLES = 12;

  private final TestClock clock = new TestClock();
  private final RunViewState model = new RunViewState(clock);
  private final ScriptedRun run = new ScriptedRun(model::apply, clock);
  private final FrameComposer composer =
      new FrameComposer(new DisplayText(DisplayText.Symbols.of(StandardCharsets.UTF_8)));

  @AfterEach
  void close() {
    composer.close();
  }

  @Test
  void noSceneIsLargerThanItsWindow() {
    List<Consumer<ScriptedRun>> scenes =
        List.of(
            DemoScenes::tuning,
            DemoScenes::finished,
            DemoScenes::cluster,
            DemoScenes::clusterIsGone,
            DemoScenes::training,
            DemoScenes::trainingWithEpochs,
            nothing -> {});
    for (Consumer<ScriptedRun> scene : scenes) {
      RunViewState played = new RunViewState(clock);
      scene.accept(new ScriptedRun(played::apply, clock));
      for (int columns = 1; columns <= 100; columns += 1 + columns / 25) {
        for (int rows = 1; rows <= 32; rows += columns % 5 + 1) {
          assertFits(played, columns, rows);
        }
      }
    }
  }

  @Test
  void noJobIsTooStrangeForAWindow() {
    SplittableRandom random = new SplittableRandom(11);
    for (int sample = 0; sample < 150; sample++) {
      RunViewState played = new RunViewState(clock);
      playAnything(new ScriptedRun(played::apply, clock), random);
      assertFits(played, random.nextInt(1, 150), random.nextInt(1, 60));
    }
  }

  private static void playAnything(ScriptedRun run, SplittableRandom random) {
    int trials = random.nextInt(0, 30);
    run.tuning(anyText(random), trials + random.nextInt(0, 3), 3);
    for (int number = 0; number < trials; number++) {
      Map<String, Object> config = Map.of(anyText(random), anyText(random), "x", number);
      run.start(number, config).report(number, 1, anyText(random), random.nextDouble());
      if (random.nextBoolean()) {
        run.fail(number, anyText(random));
      } else if (random.nextBoolean()) {
        run.finish(number, "accuracy", random.nextDouble(), anyText(random), anyText(random));
      }
    }
  }

  private static String anyText(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    random.ints(random.nextInt(0, 60), 0, 0x2000).forEach(text::appendCodePoint);
    return text.append("한글\n\u001b[2J🚀").toString();
  }

  private void assertFits(RunViewState shown, int columns, int rows) {
    List<StyledLine> lines = composer.compose(shown, columns, rows);
    assertThat(lines).isNotEmpty().hasSizeLessThanOrEqualTo(Math.max(1, rows - 1));
    for (StyledLine line : lines) {
      String text = line.text();
      boolean fits = line.width() <= columns && DisplayWidth.of(text) <= columns;
      boolean clean = text.chars().noneMatch(Character::isISOControl);
      assertThat(fits && clean).as("'%s' in %d columns", text, columns).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 15, 24, 31})
  void theLastLineTellsOfTrialsWithoutARow(int rows) {
    DemoScenes.tuning(run);
    List<String> lines = text(80, rows);
    long shown = lines.stream().filter(line -> line.matches("[ ★] \\d{5}.*")).count();
    assertThat(lines.get(lines.size() - 1)).startsWith("  … " + (50 - shown) + " more: ");
    assertThat(lines).hasSizeLessThanOrEqualTo(rows - 1);
  }

  @Test
  void theHeadTellsWhatThereIsToRunOnAndFollowsIt() {
    run.tuning("job", 5, 1);
    assertThat(text(80, 24)).noneMatch(line -> line.startsWith("on "));
    run.emit(new TrialEvent.SlotsChanged(3, "3 nodes, 6 CPUs"));
    assertThat(text(80, 24).subList(0, 2))
        .satisfiesExactly(
            title -> assertThat(title).startsWith("job  5 trials, 3 at a time, max accuracy"),
            offer -> assertThat(offer).isEqualTo("on 3 nodes, 6 CPUs"));
    run.emit(new TrialEvent.SlotsChanged(0, "1 node, 0 CPUs"));
    assertThat(text(80, 24).subList(0, 2))
        .satisfiesExactly(
            title -> assertThat(title).startsWith("job  5 trials, 0 at a time"),
            offer ->
                assertThat(offer).isEqualTo("nothing can run on 1 node, 0 CPUs; waiting for more"));
    run.emit(new RunEvent.RunInterrupted("the cluster is gone"));
    assertThat(text(80, 24).get(1)).isEqualTo("on 1 node, 0 CPUs");
  }

  @Test
  void theNodesHaveAColumnOnceOneIsKnown() {
    run.tuning("job", 5, 2).start(0, Map.of("x", 1L)).start(1, Map.of("x", 2L));
    assertThat(text(80, 24)).noneMatch(line -> line.contains("  node"));
    run.place(1, 1, "node-b");
    assertThat(text(80, 24)).anyMatch(line -> line.matches(" +trial +status +node +.*"));
    assertThat(text(80, 24)).anyMatch(line -> line.matches(" +00001 +RUNNING +node-b +.*"));
    run.restart(1, 2, AttemptCause.RETRY, Map.of("x", 2L));
    assertThat(text(80, 24)).noneMatch(line -> line.contains("node-b"));
  }

  @Test
  void oneThatWaitsForItsPlaceIsPendingAndItsTimeStandsStill() {
    run.tuning("job", 5, 2).request(0, Map.of("x", 1L)).after(30);
    assertThat(text(80, 24))
        .anyMatch(line -> line.matches(" +00000 +PENDING +1 +0s +waits for a place"));
    run.place(0, 1, "node-b").after(5);
    assertThat(text(80, 24)).anyMatch(line -> line.matches(" +00000 +RUNNING +node-b +1 +5s"));
  }

  @Test
  void nothingIsLeftToTellWhenAllTrialsHaveARow() {
    DemoScenes.finished(run);
    assertThat(text(80, 60)).noneMatch(line -> line.contains("more"));
  }

  @Test
  void whatHadNoRoomIsCountedInTheHeadAtAnyWidth() {
    DemoScenes.tuning(run);
    for (int columns = 20; columns <= 110; columns++) {
      String head =
          text(columns, 24).stream()
              .filter(line -> line.startsWith("  trial  "))
              .findFirst()
              .orElseThrow();
      int titles = head.strip().split(" +").length;
      assertThat(head).as("%d columns", columns).matches(".* \\+\\d+|.* time");
      assertThat(head.endsWith("time") ? titles : titles - 1 + omitted(head)).isEqualTo(ALL_TITLES);
    }
  }

  private static int omitted(String head) {
    return Integer.parseInt(head.substring(head.indexOf('+') + 1));
  }

  @Test
  void theOptimisedMetricStaysInTheNarrowestTable() {
    DemoScenes.tuning(run);
    assertThat(text(34, 24)).anyMatch(line -> line.matches(" +trial +status +accuracy( .*)?"));
  }

  @Test
  void columnsDoNotMoveWhenValuesGetShorter() {
    run.tuning("job", 5, 1).start(0, Map.of("x", 123456L)).finish(0, "accuracy", 0.5);
    int before = columnOf("accuracy");
    for (int number = 1; number < 5; number++) {
      run.start(number, Map.of("x", 1L)).finish(number, "accuracy", 0.6);
    }
    assertThat(columnOf("accuracy")).isEqualTo(before);
  }

  @Test
  void aFailedTrialShowsItsMessage() {
    run.tuning("job", 2, 1).start(0, Map.of("x", 1L)).fail(0, "loss\nbecame NaN");
    assertThat(text(60, 20)).anyMatch(line -> line.endsWith("loss became NaN"));
  }

  @Test
  void theBarsFillWithTheirPhases() {
    run.tuning("job", 2, 1).phase(Phase.DATASET, 1, 2);
    String dataset = line("dataset");
    assertThat(dataset).contains(" 50 %");
    assertThat(dataset.chars().filter(symbol -> symbol == '━').count())
        .isEqualTo(dataset.chars().filter(symbol -> symbol == '─').count());
    run.phase(Phase.DATASET, 2, 2).start(0, Map.of()).finish(0, "accuracy", 0.5);
    assertThat(line("dataset")).contains("100 %").doesNotContain("─");
    assertThat(line("trials")).contains("50 %").contains("1/2");
  }

  @Test
  void aBarOfUnknownLengthMovesWithTheTime() {
    DemoScenes.training(run);
    assertThat(composer.isMoving(model)).isTrue();
    String before = line("train");
    clock.advanceSeconds(1);
    assertThat(line("train")).isNotEqualTo(before).doesNotContain("0 %");
    DemoScenes.trainingWithEpochs(run);
    assertThat(composer.isMoving(model)).isFalse();
  }

  private String line(String label) {
    return text(80, 24).stream()
        .filter(line -> line.strip().startsWith(label + " "))
        .findFirst()
        .orElseThrow();
  }

  private int columnOf(String title) {
    return text(80, 24).stream()
        .filter(line -> line.contains("trial  status"))
        .findFirst()
        .orElseThrow()
        .indexOf(title);
  }

  private List<String> text(int columns, int rows) {
    return composer.compose(model, columns, rows).stream().map(StyledLine::text).toList();
  }
}
