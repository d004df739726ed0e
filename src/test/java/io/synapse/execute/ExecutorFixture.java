package io.synapse.execute;

import io.synapse.dataset.DatasetContent.PreparedDataset;
import io.synapse.dataset.DatasetReader;
import io.synapse.protocol.DriverMessage;
import io.synapse.run.Decision;
import io.synapse.run.SavedCheckpoint;
import io.synapse.run.TrialEvent;
import io.synapse.space.Config;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An executor with the scenario plugin, and a driver that plays the tuner for it. */
public abstract class ExecutorFixture {

  @TempDir static Path shared;
  private static Path scenario;

  @TempDir Path folder;
  final EventQueue events = new EventQueue();
  protected TrialExecutor executor;

  /**
   * What the executor under test is to be made with.
   *
   * @param plugin the scenario plugin
   */
  protected record Setup(
      Path plugin,
      SharedDataset dataset,
      Optional<Path> startModel,
      boolean tuning,
      Duration stopGrace,
      Path unattributedOutput) {

    /**
     * The same as workers are told it.
     *
     * @param name the plugin's
     */
    public DriverMessage.Setup said(String name) {
      return new DriverMessage.Setup(
          new DriverMessage.PluginPlace(List.of(plugin.toString()), name),
          new DriverMessage.DatasetPlace(
              dataset.id(), dataset.name(), dataset.path().toString(), "fingerprint"),
          startModel.map(Path::toString).orElse(null),
          tuning);
    }
  }

  /** Makes the executor under test. */
  protected abstract TrialExecutor executor(Setup setup, EventQueue events);

  /** The scenario plugin, in the language that the executor runs. */
  protected Path scenario(Path folder) {
    return ScenarioPlugin.jar(folder);
  }

  @AfterAll
  static void forgetPlugin() {
    scenario = null;
  }

  /** Written once for all tests of a class. */
  private Path plugin() {
    if (scenario == null) {
      scenario = scenario(shared);
    }
    return scenario;
  }

  @BeforeEach
  void makeExecutor() throws IOException {
    executor = tuning(Optional.empty());
  }

  @AfterEach
  void closeExecutor() {
    executor.close();
  }

  TrialExecutor tuning(Optional<Path> startModel) throws IOException {
    return make(true, startModel, Duration.ofSeconds(30));
  }

  TrialExecutor make(boolean tuning, Optional<Path> startModel, Duration grace) throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "1,2,3\n");
    PreparedDataset prepared =
        new PreparedDataset(7, "numbers", DatasetReader.read(data), "fingerprint");
    return executor(
        new Setup(
            plugin(),
            new SharedDataset(prepared),
            startModel,
            tuning,
            grace,
            folder.resolve("stdout.log")),
        events);
  }

  protected TrialStart start(String trial, String what, Object... more) {
    return start(trial, 1, what, Optional.empty(), more);
  }

  TrialStart start(
      String trial, int attempt, String what, Optional<SavedCheckpoint> from, Object... more) {
    Map<String, Object> values = new java.util.LinkedHashMap<>();
    values.put("do", what);
    for (int i = 0; i < more.length; i += 2) {
      values.put((String) more[i], more[i + 1]);
    }
    return new TrialStart(
        trial, attempt, new Config(values), from, folder.resolve("trials").resolve(trial), 99);
  }

  TrialEvent.Finished finished(String what) {
    return last(play(start("a", what)));
  }

  TrialEvent.Finished last(List<TrialEvent> events) {
    return (TrialEvent.Finished) events.get(events.size() - 1);
  }

  TrialEvent.Failed failed(String what) {
    List<TrialEvent> all = play(start("a", what));
    return (TrialEvent.Failed) all.get(all.size() - 1);
  }

  Map<?, ?> shown(TrialStart start) {
    List<TrialEvent> all = play(start);
    return (Map<?, ?>) ((TrialEvent.Finished) all.get(all.size() - 1)).returned();
  }

  List<TrialEvent> play(TrialStart start) {
    return play(start, report -> Decision.proceed());
  }

  /** Runs one attempt to its end and answers its reports. */
  List<TrialEvent> play(TrialStart start, Function<TrialEvent.Reported, Decision> decide) {
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

  final Deque<TrialEvent> received = new ArrayDeque<>();

  TrialEvent next() {
    while (received.isEmpty()) {
      received.addAll(awaitEvents(Duration.ofSeconds(20)));
    }
    return received.poll();
  }

  protected <T extends TrialEvent> T await(Class<T> type) {
    TrialEvent event = next();
    while (!type.isInstance(event)) {
      event = next();
    }
    return type.cast(event);
  }

  List<TrialEvent> awaitEvents(Duration atMost) {
    try {
      return events.await(atMost).stream()
          .filter(TrialEvent.OfAttempt.class::isInstance)
          .filter(event -> !(event instanceof TrialEvent.Used))
          .filter(event -> !(event instanceof TrialEvent.Placed))
          .toList();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
