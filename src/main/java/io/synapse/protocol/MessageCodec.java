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

  private static final Map<String, Function<MessageFields, WorkerMessage>> OF_WORKER =
      Map.of(
          "hello", WorkerMessage.Hello::read,
          "heartbeat", fields -> new WorkerMessage.Heartbeat(),
          "threads_left", WorkerMessage.ThreadsLeft::read);

  private static final Map<String, Function<MessageFields, DriverMessage>> OF_DRIVER =
      Map.of(
          "setup", DriverMessage.Setup::read,
          "run", DriverMessage.Run::read,
          "decision", DriverMessage.DecisionMessage::read,
          "stop", DriverMessage.Stop::read,
          "exit", fields -> new DriverMessage.Exit());

  private static final Map<String, Function<MessageFields, BridgeEvent>> OF_BRIDGE =
      Map.of(
          "connected", BridgeEvent.Connected::read,
          "refused", BridgeEvent.Refused::read,
          "nodes", BridgeEvent.Nodes::read,
          "placed", BridgeEvent.ActorPlaced::read,
          "started", BridgeEvent.Started::read,
          "said", BridgeEvent.Said::read,
          "printed", BridgeEvent.Printed::read,
          "used", BridgeEvent.ActorUsage::read,
          "ended", BridgeEvent.Ended::read);

  private MessageCodec() {}

  /** A message as one line, without the line's end. */
  public static String line(Message message) {
    return JsonText.write(object(message));
  }

  /** A message as it stands in another one. */
  static Map<String, Object> object(Message message) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(TYPE, message.type());
    object.putAll(message.fields());
    return object;
  }

  /**
   * A line of a worker.
   *
   * @return empty for a kind of message that is not known
   * @throws ProtocolException when a field is missing or has the wrong type
   */
  public static Optional<WorkerMessage> ofWorker(String line) {
    return ofWorker(JsonText.read(line));
  }

  /** A worker's message that stands in another one. */
  static Optional<WorkerMessage> ofWorker(Map<String, Object> object) {
    String type = new MessageFields("a line", object).text(TYPE);
    return TrialEventCodec.read(type, new MessageFields(type, object))
        .<WorkerMessage>map(WorkerMessage.Event::new)
        .or(() -> read(object, OF_WORKER));
  }

  /** A line of the bridge to a Ray cluster; see {@link #ofWorker(String)}. */
  public static Optional<BridgeEvent> ofBridge(String line) {
    return read(JsonText.read(line), OF_BRIDGE);
  }

  /** A line of a driver; see {@link #ofWorker(String)}. */
  public static Optional<DriverMessage> ofDriver(String line) {
    return read(JsonText.read(line), OF_DRIVER);
  }

  private static <T> Optional<T> read(
      Map<String, Object> object, Map<String, Function<MessageFields, T>> readers) {
    String type = new MessageFields("a line", object).text(TYPE);
    return Optional.ofNullable(readers.get(type))
        .map(read -> read.apply(new MessageFields(type, object)));
  }
}
