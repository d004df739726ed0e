package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.synapse.run.Phase;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlainViewTest {

  private final TestClock clock = new TestClock();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Test
  void everyChangeOfATrialIsOneLine() {
    ScriptedRun run = run(ViewSettings.Verbosity.NORMAL).tuning("숫자", 3, 2);
    run.phase(Phase.DATASET, 1, 2).phase(Phase.DATASET, 2, 2).after(1);
    run.start(0, Map.of("lr", 0.001)).report(0, 1, "accuracy", 0.3).after(2);
    run.finish(0, "accuracy", 0.9, "training_iteration", 1L).start(1, Map.of("lr", 0.1));
    run.suspend(1, TrialStatus.PENDING, "worker died").restart(1, 2, AttemptCause.RETRY, Map.of());
    run.suspend(1, TrialStatus.PAUSED, "rung 1")
        .restart(1, 3, AttemptCause.RESUME_PAUSED, Map.of());
    run.fail(1, "first\nsecond");
    run.emit(new RunEvent.BestChosen(ScriptedRun.id(0)));
    run.emit(new RunEvent.RunFinished("completed", ""));
    assertThat(lines())
        .containsExactly(
            "[00:00:00] run "
                + ScriptedRun.RUN
                + ": tuning '숫자', 3 trials, 2 at a time, max accuracy",
            "[00:00:00] dataset started",
            "[00:00:00] dataset done",
            "[00:00:01] trial 3f9c2a1b_00000 started: lr=0.001",
            "[00:00:03] trial 3f9c2a1b_00000 TERMINATED: accuracy=0.9 (best so far)",
            "[00:00:03] trial 3f9c2a1b_00001 started: lr=0.1",
            "[00:00:03] trial 3f9c2a1b_00001 failed and will be retried: worker died",
            "[00:00:03] trial 3f9c2a1b_00001 retried, attempt 2",
            "[00:00:03] trial 3f9c2a1b_00001 PAUSED: rung 1",
            "[00:00:03] trial 3f9c2a1b_00001 resumed",
            "[00:00:03] trial 3f9c2a1b_00001 ERROR: first",
            "[00:00:03] second",
            "[00:00:03] trial 3f9c2a1b_00000 is the best",
            "[00:00:03] run completed");
  }

  @Test
  void whyAnAttemptEndedIsTold() {
    ScriptedRun run = run(ViewSettings.Verbosity.NORMAL).tuning("job", 3, 3);
    run.endAttempt(0, TrialStatus.PENDING, AttemptEndCause.EXPLOITED, "copies trial 2");
    run.emit(new RunEvent.RunStopping("interrupted by Ctrl-C", 2));
    run.endAttempt(1, TrialStatus.PENDING, AttemptEndCause.INTERRUPTED, "interrupted by Ctrl-C");
    run.emit(new RunEvent.RunStopping("the time budget is used up", 1));
    run.emit(new RunEvent.RunStopping("ended by SIGTERM", 0));
    assertThat(lines())
        .containsSubsequence(
            "[00:00:00] trial 3f9c2a1b_00000 goes on with another configuration: copies trial 2",
            "[00:00:00] stopping 2 running trials: interrupted by Ctrl-C; Ctrl-C again quits at"
                + " once",
            "[00:00:00] trial 3f9c2a1b_00001 interrupted: interrupted by Ctrl-C",
            "[00:00:00] stopping 1 running trial: the time budget is used up; Ctrl-C again quits"
                + " at once",
            "[00:00:00] stopping: ended by SIGTERM");
  }

  @Test
  void machinesThatComeAndGoAreTold() {
    ScriptedRun run = run(ViewSettings.Verbosity.NORMAL).tuning("job", 3, 3);
    run.emit(new TrialEvent.SlotsChanged(2, "2 nodes, 2 CPUs"));
    run.start(0, Map.of()).place(0, 1, "node-b");
    run.emit(new TrialEvent.SlotsChanged(0, "1 node, 0 CPUs"));
    run.endAttempt(
        0, TrialStatus.PENDING, AttemptEndCause.LOST, "node-b is gone; goes on from iteration 3");
    run.emit(new TrialEvent.SlotsChanged(1, "2 nodes, 1 CPU"));
    run.restart(0, 2, AttemptCause.PLACE_LOST, Map.of());
    assertThat(lines().subList(1, lines().size()))
        .containsExactly(
            "[00:00:00] 2 at a time on 2 nodes, 2 CPUs",
            "[00:00:00] trial 3f9c2a1b_00000 started",
            "[00:00:00] nothing can run on 1 node, 0 CPUs; waiting for more",
            "[00:00:00] trial 3f9c2a1b_00000 lost its place: node-b is gone; goes on from"
                + " iteration 3",
            "[00:00:00] 1 at a time on 2 nodes, 1 CPU",
            "[00:00:00] trial 3f9c2a1b_00000 goes on, attempt 2");
  }

  @Test
  void aTrainingTellsWhereItRuns() {
    ScriptedRun run = run(ViewSettings.Verbosity.VERBOSE).training("job");
    run.emit(new TrialEvent.SlotsChanged(1, "2 nodes, 2 CPUs"));
    run.start(0, Map.of()).place(0, 1, "node-b");
    assertThat(lines())
        .contains(
            "[00:00:00] running on 2 nodes, 2 CPUs",
            "[00:00:00] trial 3f9c2a1b_00000 runs on node-b");
  }

  @Test
  void oneThatWaitsStartsWhereItIsPlaced() {
    ScriptedRun run = run(ViewSettings.Verbosity.NORMAL).tuning("job", 3, 2);
    run.emit(new TrialEvent.SlotsChanged(2, "2 nodes, 2 CPUs"));
    run.request(0, Map.of("lr", 0.1)).request(1, Map.of("lr", 0.2)).after(8);
    run.place(0, 1, "node-b").finish(0, "accuracy", 0.5).request(2, Map.of("lr", 0.3));
    run.place(2, 1, "node-b");
    assertThat(lines().subList(2, lines().size()))
        .containsExactly(
            "[00:00:00] waiting for a place on 2 nodes, 2 CPUs",
            "[00:00:08] trial 3f9c2a1b_00000 started on node-b: lr=0.1",
            "[00:00:08] trial 3f9c2a1b_00000 TERMINATED: accuracy=0.5 (best so far)",
            "[00:00:08] trial 3f9c2a1b_00002 started on node-b: lr=0.3");
  }

  @Test
  void theStandingIsToldAtMostEveryTenSeconds() {
    ScriptedRun run =
        run(ViewSettings.Verbosity.NORMAL).tuning("job", 4, 1).phase(Phase.DATASET, 1, 1);
    run.start(0, Map.of());
    for (int second = 1; second <= 25; second++) {
      run.after(1).report(0, second, "accuracy", 0.5);
    }
    run.finish(0, "accuracy", 0.5).start(1, Map.of()).after(5).report(1, 1, "accuracy", 0.5);
    assertThat(lines().stream().filter(line -> line.contains("trials finished")))
        .containsExactly(
            "[00:00:10] 20 % done; 0 of 4 trials finished: 1 RUNNING, 3 PENDING",
            "[00:00:20] 20 % done; 0 of 4 trials finished: 1 RUNNING, 3 PENDING",
            "[00:00:30] 36 % done; 1 of 4 trials finished: 1 RUNNING, 1 TERMINATED, 2 PENDING;"
                + " best 3f9c2a1b_00000 accuracy=0.5000; about 1m 10s left");
  }

  @Test
  void aTrainingTellsItsMetrics() {
    ScriptedRun run = run(ViewSettings.Verbosity.NORMAL);
    DemoScenes.trainingWithEpochs(run);
    run.after(10).phase(Phase.TRAIN, 24, 30);
    assertThat(lines())
        .contains(
            "[00:00:20] 80 % done; train 24/30; training loss=0.2134 accuracy=0.9312;"
                + " validation accuracy=0.9021 learning_rate=1e-05; about 4s left");
  }

  @Test
  void controlCharactersNeverReachThePipe() {
    ScriptedRun run = run(ViewSettings.Verbosity.VERBOSE).tuning("a\u001b[2Jb", 2, 1);
    run.start(0, Map.of("x\u0007", "y\u001b]0;title\u0007")).report(0, 1, "accuracy", 0.5);
    run.emit(new TrialEvent.MessageLogged(ScriptedRun.id(0), 1, "one\r\ntwo\u001b[31m\tthree"));
    assertThat(bytes.toString(StandardCharsets.UTF_8).chars())
        .noneMatch(character -> Character.isISOControl(character) && character != '\n');
    assertThat(lines()).contains("[00:00:00] two?[31m three");
  }

  @Test
  void quietTellsOfTroubleAlone() {
    ScriptedRun run =
        run(ViewSettings.Verbosity.QUIET).tuning("job", 2, 1).phase(Phase.DATASET, 1, 1);
    run.start(0, Map.of()).after(60).finish(0, "accuracy", 0.5).start(1, Map.of());
    run.emit(new TrialEvent.MessageLogged(ScriptedRun.id(1), 1, "hello"));
    run.fail(1, "out of memory").emit(new RunEvent.RunInterrupted("Ctrl-C"));
    assertThat(lines())
        .containsExactly(
            "[00:01:00] trial 3f9c2a1b_00001 ERROR: out of memory",
            "[00:01:00] run interrupted: Ctrl-C");
  }

  @Test
  void verboseTellsOfReports() {
    ScriptedRun run = run(ViewSettings.Verbosity.VERBOSE).tuning("job", 2, 1).start(0, Map.of());
    run.report(0, 3, "accuracy", 0.5).emit(new RunEvent.ModelSaved(ScriptedRun.id(0), 12));
    assertThat(lines())
        .contains(
            "[00:00:00] trial 3f9c2a1b_00000 step 3: accuracy=0.5",
            "[00:00:00] trial 3f9c2a1b_00000 model saved: 12");
  }

  @Test
  void aMessageBeyondMeasureIsCut() {
    ScriptedRun run = run(ViewSettings.Verbosity.NORMAL).tuning("job", 2, 1).start(0, Map.of());
    run.emit(new TrialEvent.MessageLogged(ScriptedRun.id(0), 1, "line\n".repeat(1000)));
    run.emit(new TrialEvent.MessageLogged(ScriptedRun.id(0), 1, "x".repeat(100_000)));
    assertThat(lines()).hasSizeLessThan(50).contains("[00:00:00] (960 more lines)");
    assertThat(lines()).allMatch(line -> line.length() < 2_100);
  }

  @Test
  void aBrokenPipeHarmsNothing() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int single) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    PrintStream output = new PrintStream(broken, true, StandardCharsets.UTF_8);
    RunView view = new PlainView(output, display(), ViewSettings.Verbosity.NORMAL, clock);
    assertThatCode(
            () -> {
              DemoScenes.finished(new ScriptedRun(view, clock));
              view.close();
              view.summarize(DemoScenes.summary());
            })
        .doesNotThrowAnyException();
  }

  private ScriptedRun run(ViewSettings.Verbosity detail) {
    PrintStream output = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    return new ScriptedRun(new PlainView(output, display(), detail, clock), clock);
  }

  private static DisplayText display() {
    return new DisplayText(DisplayText.Symbols.of(StandardCharsets.UTF_8));
  }

  private List<String> lines() {
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
