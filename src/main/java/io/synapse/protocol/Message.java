package io.synapse.protocol;

import java.util.Map;

/** One line of a protocol. */
public sealed interface Message permits DriverMessage, WorkerMessage, BridgeCommand {

  /** The kind of message, its field {@code type}. */
  String type();

  /** All other fields in their order: JSON values, of which NaN and infinities become texts. */
  Map<String, Object> fields();
}
