package io.synapse.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.dataset.DatasetReader;
import io.synapse.dataset.PreparedDataset;
import io.synapse.plugin.Plugin;
import io.synapse.plugin.PluginLoader;
import io.synapse.space.Config;
import io.synapse.trial.Decision;
import io.synapse.trial.EntryPoint;
import io.synapse.trial.SavedCheckpoint;
import io.synapse.trial.TrialEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every executor does, whatever it runs trials on. */
@Timeout(60)
public abstract class TrialExecutorContract {

  @TempDir private static Path shared;
  private static Plugin plugin;

  @TempDir private Path folder;
  private final EventQueue events = new EventQueue();
  private TrialExecutor executor;

  /** What the executor under test is to be made with. */
  protected record Setup(
      Plugin plugin,
      SharedDataset dataset,
      Optional<Path> startModel,
      boolean tuning,
      Duration stopGrace) {}

  /** Makes the executor under test. */
  protected abstract TrialExecutor executor(Setup setup, EventQueue events);

  @BeforeAll
  static void buildPlugin() {
    plugin = PluginLoader.load(List.of(ScenarioPlugin.jar(shared)), Optional.empty());
  }

  @AfterAll
  static void closePlugin() {
    plugin.close();
  }

  @BeforeEach
  void makeExecutor() throws IOException {
    executor = tuning(Optional.empty());
  }

  @AfterEach
  void closeExecutor() {
    executor.close();
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
  void aTrainingIsServedByTrainAndReturnsItsModelsPath() throws IOException {
    executor.close();
    executor = make(false, Optional.empty(), Duration.ofSeconds(30));

    TrialEvent.Finished finished = finished("return model");

    assertThat(finished.entryPoint()).isEqualTo(EntryPoint.TRAIN);
    assertThat(Path.of((String) finished.returned())).hasContent("weights");
  }

  @Test
  void aReportWaitsForItsDecision() {
    executor.start(start("a", "report"));

    TrialEvent.Reported first = await(TrialEvent.Reported.class);
    assertThat(first.metrics()).isEqualTo(Map.of("score", 0L));
    assertThat(awaitEvents(Duration.ofMillis(200))).isEmpty();
    executor.answer("a", Decision.goOn());
    assertThat(await(TrialEvent.Reported.class).metrics()).isEqualTo(Map.of("score", 1L));
  }

  @Test
  void aCheckpointIsTheEnginesOwnCopyBeforeReportReturns() {
    List<TrialEvent> all = play(start("a", "report and rewrite"));

    List<Path> kept =
        all.stream()
            .filter(TrialEvent.Reported.class::isInstance)
            .map(event -> ((TrialEvent.Reported) event).checkpoint())
            .toList();
    assertThat(kept).hasSize(3).doesNotHaveDuplicates();
    assertThat(kept.get(0).resolve("weights")).hasContent("state 1");
    assertThat(kept.get(2).resolve("weights")).hasContent("state 3");
    assertThat(kept.get(2).startsWith(folder.resolve("trials/a/checkpoints"))).isTrue();
  }

  @Test
  void aCheckpointOfOneFileLiesInAFolderUnderItsName() {
    List<TrialEvent> all = play(start("a", "report a file"));

    Path kept = ((TrialEvent.Reported) all.get(0)).checkpoint();
    assertThat(kept.resolve("one.bin")).hasContent("one");
  }

  @Test
  void aReportedCheckpointThatIsMissingFailsTheAttemptAndSaysSo() {
    assertThat(failed("report what is missing").message()).contains("nowhere", "does not exist");
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

    assertThat(failed.message()).isEqualTo("IllegalStateException: no luck today");
    assertThat(failed.trace()).contains("second line", "mine.Scenario.tune");
    assertThat(failed("throw an error").message()).isEqualTo("StackOverflowError");
  }

  @Test
  void aStartCheckpointIsThePluginsOwnCopy() throws IOException {
    Path kept = Files.createDirectories(folder.resolve("kept"));
    Files.writeString(kept.resolve("weights"), "before");
    SavedCheckpoint checkpoint = new SavedCheckpoint(kept, 7, Map.of());

    Map<?, ?> shown = shown(start("a", 2, "show checkpoint", Optional.of(checkpoint)));

    assertThat(shown).isEqualTo(Map.of("folder", true, "file", "weights", "content", "before"));
    assertThat(kept.resolve("weights")).hasContent("before");
  }

  @Test
  void theJobsModelIsGivenToEveryTrialAsItsOwnCopy() throws IOException {
    executor.close();
    Path model = Files.createDirectories(folder.resolve("model"));
    Files.writeString(model.resolve("model.bin"), "base");
    executor = tuning(Optional.of(model));

    for (String trial : List.of("a", "b")) {
      assertThat(shown(start(trial, "show checkpoint")))
          .isEqualTo(Map.of("folder", true, "file", "model.bin", "content", "base"));
    }
  }

  @Test
  void aRunKnowsItsTrial() {
    Map<?, ?> shown = shown(start("a", "show run"));

    assertThat(shown.get("id")).isEqualTo("a");
    assertThat(shown.get("tune")).isEqualTo(true);
    assertThat(shown.get("seed")).isEqualTo(99L);
    assertThat(shown.get("work")).isEqualTo(folder.resolve("trials/a/work").toString());
    assertThat(shown.get("loader")).isEqualTo(true);
    assertThat(shown.get("data")).isEqualTo("7numbers");
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
    assertThat(failed("picture of a number").message()).contains("java.lang.Integer");
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
    assertThat(failed("half a pair").message()).contains("'epoch' has no value");
  }

  @Test
  void theOutputThatWasSetIsTold() {
    assertThat(finished("set the output").checkpointOutput())
        .isEqualTo(folder.resolve("trials/a/work/out.bin"));
  }

  @Test
  void everyAttemptEndsOnceHoweverManyRunAtOnce() {
    int count = 24;
    for (int i = 0; i < count; i++) {
      executor.start(start("t" + i, i % 3 == 0 ? "throw" : "report"));
    }
    List<String> ended = new ArrayList<>();
    while (ended.size() < count) {
      TrialEvent event = next();
      if (event instanceof TrialEvent.Reported reported) {
        executor.answer(reported.trialId(), Decision.goOn());
      } else {
        ended.add(((TrialEvent.OfAttempt) event).trialId());
      }
    }
    assertThat(ended).doesNotHaveDuplicates();
    assertThat(awaitEvents(Duration.ofMillis(100))).isEmpty();
  }

  private TrialExecutor tuning(Optional<Path> startModel) throws IOException {
    return make(true, startModel, Duration.ofSeconds(30));
  }

  private TrialExecutor make(boolean tuning, Optional<Path> startModel, Duration grace)
      throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "1,2,3\n");
    PreparedDataset prepared =
        new PreparedDataset(7, "numbers", DatasetReader.read(data), "fingerprint");
    return executor(
        new Setup(plugin, new SharedDataset(prepared), startModel, tuning, grace), events);
  }

  private TrialStart start(String trial, String what, Object... more) {
    return start(trial, 1, what, Optional.empty(), more);
  }

  private TrialStart start(
      String trial, int attempt, String what, Optional<SavedCheckpoint> from, Object... more) {
    Map<String, Object> values = new java.util.LinkedHashMap<>();
    values.put("do", what);
    for (int i = 0; i < more.length; i += 2) {
      values.put((String) more[i], more[i + 1]);
    }
    return new TrialStart(
        trial, attempt, new Config(values), from, folder.resolve("trials").resolve(trial), 99);
  }

  private TrialEvent.Finished finished(String what) {
    List<TrialEvent> all = play(start("a", what));
    return (TrialEvent.Finished) all.get(all.size() - 1);
  }

  private TrialEvent.Failed failed(String what) {
    List<TrialEvent> all = play(start("a", what));
    return (TrialEvent.Failed) all.get(all.size() - 1);
  }

  private Map<?, ?> shown(TrialStart start) {
    List<TrialEvent> all = play(start);
    return (Map<?, ?>) ((TrialEvent.Finished) all.get(all.size() - 1)).returned();
  }

  private List<TrialEvent> play(TrialStart start) {
    return play(start, report -> Decision.goOn());
  }

  /** Runs one attempt to its end and answers its reports. */
  private List<TrialEvent> play(TrialStart start, Function<TrialEvent.Reported, Decision> decide) {
    executor.start(start);
    List<TrialEvent> all = new ArrayList<>();
    boolean ended = false;
    while (!ended) {
      TrialEvent event = next();
      all.add(event);
      if (event instanceof TrialEvent.Reported reported) {
        executor.answer(start.trialId(), decide.apply(reported));
      }
      ended =
          event instanceof TrialEvent.Finished
              || event instanceof TrialEvent.Failed
              || event instanceof TrialEvent.Stopped;
    }
    return all;
  }

  private final Deque<TrialEvent> received = new ArrayDeque<>();

  private TrialEvent next() {
    while (received.isEmpty()) {
      received.addAll(awaitEvents(Duration.ofSeconds(20)));
    }
    return received.poll();
  }

  private <T extends TrialEvent> T await(Class<T> type) {
    TrialEvent event = next();
    while (!type.isInstance(event)) {
      event = next();
    }
    return type.cast(event);
  }

  private List<TrialEvent> awaitEvents(Duration atMost) {
    try {
      return events.await(atMost);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
