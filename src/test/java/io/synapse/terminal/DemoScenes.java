package io.synapse.terminal;

import io.synapse.run.Phase;
import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Runs to look at: the scenes of the golden captures. */
final class DemoScenes {

  static final String NAME = "손글씨 숫자 튜닝";
  private static final int TRIALS = 50;

  private DemoScenes() {}

  /** A tuning run in its middle, with every status. */
  static void tuning(ScriptedRun run) {
    run.tuning(NAME, TRIALS, 3).phase(Phase.DATASET, 700, 1797).after(2);
    run.phase(Phase.DATASET, 1797, 1797).after(1);
    for (int number = 0; number < 18; number++) {
      run.start(number, config(number)).report(number, 1, metrics(number, 1)).after(4);
      end(run, number);
    }
    run.start(18, config(18)).report(18, 12, metrics(18, 12)).after(5);
    run.start(19, config(19)).report(19, 7, metrics(19, 7)).after(6);
    run.start(20, config(20)).after(2);
    run.emit(new TrialEvent.Progressed(ScriptedRun.id(18), 1, "train", 12, 30));
    run.emit(new TrialEvent.MessageLogged(ScriptedRun.id(19), 1, "학습률을 낮춥니다 📉 (plateau)"));
  }

  private static void end(ScriptedRun run, int number) {
    if (number == 4) {
      run.fail(number, "java.lang.ArithmeticException: loss became NaN in epoch 3 배치 17");
    } else if (number == 9) {
      run.suspend(number, TrialStatus.PAUSED, "rung 1 of bracket 0 waits for two more trials");
    } else if (number == 12) {
      run.suspend(number, TrialStatus.PENDING, "worker ended with exit status 137");
      run.restart(number, 2, AttemptCause.RETRY, config(number));
      run.finish(number, metrics(number, 30));
    } else {
      run.finish(number, metrics(number, 30));
    }
  }

  /** What happens next in it. */
  static void oneMore(ScriptedRun run) {
    run.emit(new TrialEvent.MessageLogged(ScriptedRun.id(18), 1, "one more message"));
    run.finish(18, metrics(18, 30));
  }

  /** The same after Ctrl-C. */
  static void stopping(ScriptedRun run) {
    tuning(run);
    run.emit(new RunEvent.RunStopping("interrupted by Ctrl-C", 3));
  }

  /** A run on three machines, of which one has just gone. */
  static void cluster(ScriptedRun run) {
    run.tuning(NAME, 12, 3).phase(Phase.DATASET, 1797, 1797);
    run.emit(new TrialEvent.SlotsChanged(3, "3 nodes, 6 CPUs, 1 GPU"));
    for (int number = 0; number < 8; number++) {
      run.start(number, config(number)).after(1).place(number, 1, node(number));
      run.report(number, 12, metrics(number, 12)).after(4);
      if (number < 5) {
        run.finish(number, metrics(number, 30));
      }
    }
    run.emit(new TrialEvent.SlotsChanged(2, "2 nodes, 4 CPUs, 1 GPU"));
    run.endAttempt(
        7, TrialStatus.PENDING, AttemptEndCause.LOST, "node-b is gone; goes on from iteration 12");
    run.finish(5, metrics(5, 30)).after(2);
    run.restart(7, 2, AttemptCause.PLACE_LOST, config(7)).place(7, 2, "node-c");
    run.after(3);
  }

  /** The same when the other machines have gone, too. */
  static void clusterIsGone(ScriptedRun run) {
    cluster(run);
    run.emit(new TrialEvent.SlotsChanged(0, "1 node, 0 CPUs"));
    run.endAttempt(
        6, TrialStatus.PENDING, AttemptEndCause.LOST, "node-a is gone; goes on from iteration 12");
    run.endAttempt(
        7, TrialStatus.PENDING, AttemptEndCause.LOST, "node-c is gone; goes on from the start");
  }

  private static String node(int number) {
    return "node-" + (char) ('a' + number % 3);
  }

  /** The same run at its end. */
  static void finished(ScriptedRun run) {
    tuning(run);
    for (int number = 18; number <= 20; number++) {
      run.finish(number, metrics(number, 30));
    }
    run.phase(Phase.MODEL_UPLOAD, 20, 20);
    run.emit(new RunEvent.BestChosen(ScriptedRun.id(3)));
    run.emit(new RunEvent.RunFinished("completed", ""));
  }

  /** A single training whose plugin says nothing of its progress. */
  static void training(ScriptedRun run) {
    run.training("이미지 분류 학습").phase(Phase.DATASET, 1797, 1797).after(1);
    run.start(0, config(0)).phase(Phase.TRAIN, 0, 0).after(9);
    run.log(0, "training", "loss", 0.2134).log(0, "training", "accuracy", 0.9312);
    run.log(0, "validation", "accuracy", 0.9021).log(0, "validation", "learning_rate", 1e-5);
  }

  /** The same with progress known. */
  static void trainingWithEpochs(ScriptedRun run) {
    training(run);
    run.phase(Phase.TRAIN, 12, 30);
  }

  static RunSummary summary() {
    RunSummary.BestResult outcome =
        new RunSummary.BestResult(
            ScriptedRun.id(7),
            Optional.of("accuracy"),
            ScriptedRun.map("loss", 0.0789, "accuracy", 0.9721, "training_iteration", 30L),
            config(7),
            OptionalLong.of(12),
            Optional.of(Path.of("/data/.synapse/models/12/files")),
            Optional.empty());
    Map<String, Path> places = new LinkedHashMap<>();
    places.put("results", Path.of("/data/.synapse/runs", ScriptedRun.RUN, "results.json"));
    places.put("log", Path.of("/data/.synapse/runs", ScriptedRun.RUN, "job.log"));
    RunSummary.FailedTrial failure =
        new RunSummary.FailedTrial(
            ScriptedRun.id(4),
            "java.lang.ArithmeticException: loss became NaN in epoch 3 배치 17",
            Optional.of(Path.of("/data/trials", ScriptedRun.id(4), "error.txt")));
    Map<String, Integer> counts = new LinkedHashMap<>();
    counts.put("TERMINATED", 19);
    counts.put("ERROR", 1);
    return new RunSummary(
        ScriptedRun.RUN,
        NAME,
        "completed",
        "",
        Duration.ofSeconds(88),
        Optional.of(outcome),
        counts,
        List.of(failure),
        List.of(),
        places,
        Optional.empty());
  }

  static Map<String, Object> config(int number) {
    return ScriptedRun.map(
        "batch_size",
        (long) (16 << (number % 3)),
        "learning_rate",
        Math.pow(10, -4 + (number * 7 % 20) / 10.0),
        "optimizer",
        List.of("adam", "sgd", "아담 🚀").get(number % 3),
        "hidden_units",
        32L + number);
  }

  private static Object[] metrics(int number, int epoch) {
    double quality = 1 - 1.0 / (2 + number * 7 % 11 + epoch);
    return new Object[] {
      "loss",
      (1 - quality) * 2.7,
      "accuracy",
      quality,
      "validation_loss",
      1.1 - quality,
      "epoch",
      (long) epoch,
      "training_iteration",
      (long) epoch
    };
  }
}
