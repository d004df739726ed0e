package io.synapse.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Messages as lines and back. A kind of message or a field that this version doesn't know is passed
 * over, so that a newer side can say more.
 */
public final class MessageCodec {

  private static final String TYPE = "type";

  private static final Map<String, Function<Fields, WorkerMessage>> OF_WORKER =
      Map.ofEntries(
          Map.entry("hello", Hello::read),
          Map.entry("heartbeat", fields -> new WorkerMessage.Heartbeat()),
          Map.entry("metric", WorkerMessage.Metric::read),
          Map.entry("visualization", WorkerMessage.Visualization::read),
          Map.entry("trials", WorkerMessage.Trials::read),
          Map.entry("progress", WorkerMessage.Progress::read),
          Map.entry("message", WorkerMessage.Text::read),
          Map.entry("note", WorkerMessage.Note::read),
          Map.entry("report", WorkerMessage.Report::read),
          Map.entry("threads_left", WorkerMessage.ThreadsLeft::read),
          Map.entry("finished", WorkerMessage.Finished::read),
          Map.entry("stopped", WorkerMessage.Stopped::read),
          Map.entry("failed", WorkerMessage.Failed::read));

  private static final Map<String, Function<Fields, DriverMessage>> OF_DRIVER =
      Map.of(
          "setup", DriverMessage.Setup::read,
          "run", DriverMessage.Run::read,
          "decision", DriverMessage.Decision::read,
          "stop", DriverMessage.Stop::read,
          "exit", fields -> new DriverMessage.Exit());

  private MessageCodec() {}

  /** A message as one line, without the line's end. */
  public static String line(Message message) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(TYPE, message.type());
    object.putAll(message.fields());
    return JsonText.write(object);
  }

  /**
   * A line of a worker.
   *
   * @return empty for a kind of message that is not known
   * @throws ProtocolException when a field is missing or has the wrong type
   */
  public static Optional<WorkerMessage> ofWorker(String line) {
    return read(line, OF_WORKER);
  }

  /** A line of a driver; see {@link #ofWorker}. */
  public static Optional<DriverMessage> ofDriver(String line) {
    return read(line, OF_DRIVER);
  }

  private static <T> Optional<T> read(String line, Map<String, Function<Fields, T>> readers) {
    Map<String, Object> object = JsonText.read(line);
    String type = new Fields("a line", object).text(TYPE);
    return Optional.ofNullable(readers.get(type)).map(read -> read.apply(new Fields(type, object)));
  }
}
