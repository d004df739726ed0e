package io.synapse.protocol;

import io.synapse.protocol.WorkerMessage.Heartbeat;
import io.synapse.protocol.WorkerMessage.ThreadsLeft;
import io.synapse.run.TrialEvent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the lines of {@code worker.jsonl} mean, in their order. */
final class WorkerMessages {

  private static final String TRIAL = "0a1b2c3d_00000";
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  private WorkerMessages() {}

  static List<Message> all() {
    return Stream.of(greetings(), metrics(), logged(), reports(), endings())
        .flatMap(List::stream)
        .map(WorkerMessages::message)
        .toList();
  }

  /** The message itself, or the one that carries an event. */
  private static Message message(Object message) {
    return message instanceof TrialEvent.OfAttempt event
        ? new WorkerMessage.Event(event)
        : (Message) message;
  }

  private static List<Object> greetings() {
    return List.of(
        new WorkerMessage.Hello(1, "2f1c7a52-9f0e-4a8e-b6a5-0d4f5f3f1a11", 4711, "java 17.0.15"),
        new WorkerMessage.Hello(1, "t", 4194304, "python 3.12.4"),
        new Heartbeat());
  }

  private static List<Object> metrics() {
    List<Object> list = Arrays.asList(INFINITY, 1L, 1.5, null, false, List.of(-INFINITY));
    return List.of(
        loss(0.125, MessageFields.of("epoch", 1L, "rate", 0.1)),
        new TrialEvent.MetricLogged(TRIAL, 1, "검증", "정확도", -0.0, Map.of()),
        loss(Double.NaN, MessageFields.of("deep", MessageFields.of("list", list))),
        loss(INFINITY, MessageFields.of("steps", Long.MAX_VALUE)),
        loss(-INFINITY, MessageFields.of("note", "quotes \" ' \\ / and\ttab")));
  }

  private static TrialEvent loss(double value, Map<String, Object> metrics) {
    return new TrialEvent.MetricLogged(TRIAL, 1, "train", "loss", value, metrics);
  }

  private static List<Object> logged() {
    return List.of(
        new TrialEvent.VisualizationLogged(
            TRIAL,
            1,
            "test",
            "confusion matrix",
            0,
            MessageFields.of("label", "7", "score", 0.5),
            Path.of("/t/visualizations/test/0.png")),
        new TrialEvent.VisualizationLogged(
            TRIAL, 1, "시험", "", Integer.MAX_VALUE, Map.of(), Path.of("/t/visualizations/그림 1.png")),
        trials(),
        new TrialEvent.Progressed(TRIAL, 1, "train", 0, 0),
        new TrialEvent.Progressed(TRIAL, 1, "", 5_000_000_000L, Long.MAX_VALUE),
        new TrialEvent.MessageLogged(TRIAL, 1, ""),
        new TrialEvent.MessageLogged(TRIAL, 1, "first line\nsecond line\r\n\"끝\" 😀 \u0001 end"),
        new TrialEvent.Noted(TRIAL, 2, "a report holds 262 kB at most; left out: 예측 (1.0 MB)"));
  }

  private static TrialEvent trials() {
    Map<String, Object> rows =
        MessageFields.of("1", row(3L, 0.01, 0.75), "시행 2", row(null, 0.1, Double.NaN));
    Map<String, Object> payload =
        MessageFields.of(
            "base",
            List.of("epoch"),
            "hyperparameters",
            List.of("lr"),
            "metrics",
            List.of("score"),
            "trials",
            rows,
            "best_trial",
            "1");
    return new TrialEvent.TrialsLogged(TRIAL, 1, payload);
  }

  private static Map<String, Object> row(Object epoch, double rate, double score) {
    return MessageFields.of(
        "base",
        Collections.singletonList(epoch),
        "hyperparameters",
        List.of(rate),
        "metrics",
        List.of(score));
  }

  private static List<Object> reports() {
    Map<String, Object> nested =
        MessageFields.of(
            "score",
            Double.NaN,
            "by_class",
            MessageFields.of("0", 0.5, "1", INFINITY),
            "history",
            List.of(1.0, 2.0));
    return List.of(
        new TrialEvent.Reported(
            TRIAL,
            1,
            MessageFields.of("score", 0.75, "epoch", 3L),
            Path.of("/t/checkpoints/000003")),
        new TrialEvent.Reported(TRIAL, 1, nested, null));
  }

  private static List<Object> endings() {
    String message = "IllegalStateException: 실패 \"x\"";
    return List.of(
        new ThreadsLeft(TRIAL, 1, 2, List.of("pool-1-thread-1", "데이터 \"로더\"")),
        new ThreadsLeft(TRIAL, 1, 100, List.of()),
        new TrialEvent.Finished(TRIAL, 1, TrialEvent.EntryPoint.TRAIN, null, null),
        new TrialEvent.Finished(
            TRIAL,
            1,
            TrialEvent.EntryPoint.TUNE,
            MessageFields.of("score", 0.75, "loss", -INFINITY),
            Path.of("/t/model")),
        new TrialEvent.Finished(TRIAL, 1, TrialEvent.EntryPoint.TUNE, 1L, Path.of("/t/model")),
        new TrialEvent.Finished(TRIAL, 1, TrialEvent.EntryPoint.TUNE, 0.5, null),
        new TrialEvent.Finished(TRIAL, 1, TrialEvent.EntryPoint.TUNE, Double.NaN, null),
        new TrialEvent.Finished(TRIAL, 1, TrialEvent.EntryPoint.TRAIN, "mine.Result@1f", null),
        new TrialEvent.Stopped(TRIAL, 1, Path.of("/t/model")),
        new TrialEvent.Stopped(TRIAL, 1, null),
        new TrialEvent.Failed(
            TRIAL,
            1,
            message,
            "java.lang." + message + "\n\tat mine.Plugin.train(Plugin.java:7)\n"));
  }
}
