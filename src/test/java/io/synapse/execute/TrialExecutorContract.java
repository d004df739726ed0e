package io.synapse.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.run.Decision;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialEvent.EntryPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every executor does, whatever it runs trials on. */
@Timeout(60)
public abstract class TrialExecutorContract extends ExecutorModelsContract {

  /** The language of the scenario plugin. */
  protected Language language() {
    return Language.JAVA;
  }

  @Test
  void anAttemptIsPlacedFirstOfAllWherePlacesComeLater() throws Exception {
    for (String id : List.of("a", "b")) {
      executor.start(start(id, "return number"));
      List<TrialEvent.OfAttempt> all = new ArrayList<>();
      while (all.stream().noneMatch(TrialEvent.Finished.class::isInstance)) {
        events.await(Duration.ofSeconds(20)).stream()
            .filter(TrialEvent.OfAttempt.class::isInstance)
            .map(TrialEvent.OfAttempt.class::cast)
            .forEach(all::add);
      }
      assertThat(all.get(0) instanceof TrialEvent.Placed).isEqualTo(executor.placesLater());
      assertThat(all.subList(1, all.size())).noneMatch(TrialEvent.Placed.class::isInstance);
    }
  }

  @Test
  void returnedValuesComeAsJsonValuesWithTheirFunction() {
    assertThat(finished("return number").returned()).isEqualTo(4L);
    assertThat(finished("return map").returned())
        .isEqualTo(Map.of("score", 1.5, "list", List.of(1L, 2L)));
    assertThat(finished("return text").returned()).isEqualTo("some text");
    assertThat(finished("return null").returned()).isNull();
    assertThat(finished("return null").entryPoint()).isEqualTo(EntryPoint.TUNE);
  }

  @Test
  void aReportWaitsForItsDecision() {
    executor.start(start("a", "report"));

    TrialEvent.Reported first = await(TrialEvent.Reported.class);
    assertThat(first.metrics()).isEqualTo(Map.of("score", 0L));
    assertThat(awaitEvents(Duration.ofMillis(200))).isEmpty();
    executor.answer("a", Decision.proceed());
    assertThat(await(TrialEvent.Reported.class).metrics()).isEqualTo(Map.of("score", 1L));
  }

  @Test
  void aStopDecisionEndsTheAttempt() {
    List<TrialEvent> all =
        play(start("a", "report", "times", 1_000L), report -> new Decision.Stop("enough"));

    assertThat(all).hasSize(2);
    assertThat(all.get(1)).isInstanceOf(TrialEvent.Stopped.class);
  }

  @Test
  void aPluginThatOnlyLogsIsStoppedJustAsWell() {
    executor.start(start("a", "log for ever"));
    await(TrialEvent.MetricLogged.class);
    executor.requestStop("a", "enough");

    await(TrialEvent.Stopped.class);
  }

  @Test
  void aStopThatThePluginWrapsIsAStopAllTheSame() {
    executor.start(start("a", "wrap the stop"));
    await(TrialEvent.MetricLogged.class);
    executor.requestStop("a", "enough");

    await(TrialEvent.Stopped.class);
  }

  @Test
  void aReportThatWaitsIsLetGoByAStop() {
    executor.start(start("a", "report"));
    await(TrialEvent.Reported.class);
    executor.requestStop("a", "enough");

    await(TrialEvent.Stopped.class);
  }

  @Test
  void aPluginThatSwallowsTheStopIsGivenUpAfterTheGrace() throws IOException {
    executor.close();
    executor = make(true, Optional.empty(), Duration.ofMillis(300));
    executor.start(start("a", "swallow the stop"));
    await(TrialEvent.Reported.class);
    executor.answer("a", new Decision.Stop("enough"));

    assertThat(await(TrialEvent.Failed.class).message())
        .startsWith("did not end within 0.300 s after it was asked to stop (enough)");
  }

  @Test
  void whatIsThrownFailsTheAttemptWithItsMessageAndTrace() {
    TrialEvent.Failed failed = failed("throw");

    assertThat(failed.message()).isEqualTo(language().thrown());
    assertThat(failed.trace()).contains("second line").contains(language().traced());
    assertThat(failed("throw an error").message()).startsWith(language().error());
  }

  @Test
  void aRunKnowsItsTrial() {
    Map<?, ?> shown = shown(start("a", "show run"));

    assertThat(shown.get("id")).isEqualTo("a");
    assertThat(shown.get("tune")).isEqualTo(true);
    assertThat(shown.get("seed")).isEqualTo(99L);
    assertIsWorkFolder(Path.of((String) shown.get("work")), "a");
    assertThat(shown.get("loader")).isEqualTo(true);
    assertThat(shown.get("data")).isEqualTo("7numbers");
  }

  /** Asserts that what a plugin sees as its work folder is that of a trial. */
  protected void assertIsWorkFolder(Path shown, String trial) {
    assertThat(shown).isEqualTo(folder.resolve("trials").resolve(trial).resolve("work"));
  }

  @Test
  void everyAttemptHasANewInstance() {
    assertThat(shown(start("a", "show run")).get("calls")).isEqualTo(1L);
    assertThat(shown(start("a", 2, "show run", Optional.empty())).get("calls")).isEqualTo(1L);
  }

  @Test
  void theWorkFolderIsKeptOverAttempts() {
    assertThat(shown(start("a", "leave a mark"))).isEqualTo(Map.of("marked", false));
    assertThat(shown(start("a", 2, "leave a mark", Optional.empty())))
        .isEqualTo(Map.of("marked", true));
  }

  @Test
  void whatAPluginPrintsGoesToItsTrialsLog() {
    play(start("a", "print"));

    assertThat(folder.resolve("trials/a/stdout.log"))
        .content()
        .contains("printed to out", "printed to err", "printed by a child");
  }

  @Test
  void picturesOfEveryKindAreCopied() {
    List<TrialEvent> all = play(start("a", "pictures"));

    TrialEvent.VisualizationLogged first = (TrialEvent.VisualizationLogged) all.get(0);
    assertThat(first.file()).isRegularFile().hasFileName("000003.png");
    assertThat(first.meta()).isEqualTo(Map.of("label", 7L));
    assertThat(((TrialEvent.VisualizationLogged) all.get(1)).file())
        .isRegularFile()
        .hasParent(folder.resolve("trials/a/visualizations/pred/a%2Fb"));
    assertThat(((TrialEvent.VisualizationLogged) all.get(2)).file()).isRegularFile();
    assertThat(failed("picture of a number").message()).contains(language().typeOfInteger());
  }

  @Test
  void everythingThatIsLoggedIsAnEvent() {
    List<TrialEvent> all = play(start("a", "log everything"));

    assertThat(all.get(0))
        .isEqualTo(
            new TrialEvent.MetricLogged(
                "a", 1, "training", "loss", Double.NaN, Map.of("epoch", 1L)));
    assertThat(all.get(1)).isEqualTo(new TrialEvent.MessageLogged("a", 1, "hello"));
    assertThat(all.get(2)).isEqualTo(new TrialEvent.Progressed("a", 1, "train", 1, 4));
    Map<String, Object> table = ((TrialEvent.TrialsLogged) all.get(4)).payload();
    assertThat(table.get("trials"))
        .isEqualTo(
            Map.of(
                "a",
                Map.of(
                    "base",
                    List.of("DONE"),
                    "hyperparameters",
                    List.of(1L),
                    "metrics",
                    List.of())));
    assertThat(all).hasSize(6);
  }

  @Test
  void wrongArgumentsAreRefusedWithTheRule() {
    assertThat(failed("table without trials").message()).contains("needs 'trials'");
    assertThat(failed("progress beyond the total").message()).contains("5 of 4");
  }

  @Test
  void ofWhatIsTooLargeTheSmallValuesAreKeptAndTheRestIsToldOnce() {
    List<TrialEvent> all = play(start("a", "tell too much"));

    assertThat(all)
        .filteredOn(TrialEvent.Noted.class::isInstance)
        .extracting(event -> ((TrialEvent.Noted) event).text())
        .containsExactly(
            "a report holds 262 kB at most; left out: predictions (1.0 MB); save large values to a"
                + " file",
            "what is logged with a metric holds 262 kB at most; left out: all (1.0 MB); save large"
                + " values to a file",
            "a message holds 262 kB at most; cut, it is 1.0 MB long; save large values to a file",
            "what a plugin returns holds 262 kB at most; left out: all (2.0 MB); save large values"
                + " to a file");
    assertThat(all)
        .filteredOn(TrialEvent.Reported.class::isInstance)
        .extracting(event -> ((TrialEvent.Reported) event).metrics())
        .containsOnly(Map.of("score", 1L, "loss", 2L));
    assertThat(last(all).returned()).isEqualTo(Map.of("score", 3L));
  }

  @Test
  void whatNoReaderWouldTakeIsLeftOut() {
    List<TrialEvent> all = play(start("a", "tell what nobody can read"));

    String note = ((TrialEvent.Noted) all.get(0)).text();
    assertThat(note)
        .hasSizeLessThan(600)
        .contains("deep (nested too deep, or with too long a name)", "nnn…", " more; save");
    Map<String, Object> metrics = ((TrialEvent.Reported) all.get(1)).metrics();
    assertThat(metrics).containsKey("score").doesNotContainKey("deep").hasSizeLessThan(50_000);
    assertThat(failed("log a long name").message())
        .contains("the key may have 256 characters at most, and has 300");
    assertThat(failed("log a deep table").message())
        .contains("may be nested 64 deep and have names of 256 characters at most");
  }

  @Test
  void aLongFailureIsCutForTheTable() {
    assertThat(failed("fail with a long message").message()).hasSizeBetween(2_000, 2_100);
  }

  @Test
  void whatIsReturnedAfterAStopCounts() {
    executor.start(start("a", "return after the stop"));
    await(TrialEvent.MetricLogged.class);
    executor.requestStop("a", "enough");

    assertThat(await(TrialEvent.Finished.class).returned()).isEqualTo(Map.of("score", 9L));
  }

  @Test
  void anExceptionThatCannotBeReadFailsTheAttemptAllTheSame() {
    assertThat(failed("throw what cannot be read").message()).contains("cannot be read");
  }

  @Test
  void whatSharedPoolsPrintStaysInTheRun() {
    play(start("a", "print from a pool"));

    // A pool's thread belongs to the trial that made the pool start it, or to none.
    assertThat(List.of(folder.resolve("stdout.log"), folder.resolve("trials/a/stdout.log")))
        .filteredOn(Files::exists)
        .anySatisfy(file -> assertThat(file).content().contains("printed by a pool"));
  }

  /** How many attempts there is room for. */
  protected int mostAtOnce() {
    return 24;
  }

  @Test
  void everyAttemptEndsOnceHoweverManyRunAtOnce() {
    int count = mostAtOnce();
    for (int i = 0; i < count; i++) {
      executor.start(start("t" + i, i % 3 == 0 ? "throw" : "report"));
    }
    List<String> ended = new ArrayList<>();
    while (ended.size() < count) {
      TrialEvent event = next();
      if (event instanceof TrialEvent.Reported reported) {
        executor.answer(reported.trialId(), Decision.proceed());
      } else {
        ended.add(((TrialEvent.OfAttempt) event).trialId());
      }
    }
    assertThat(ended).doesNotHaveDuplicates();
    assertThat(awaitEvents(Duration.ofMillis(100))).isEmpty();
  }
}
