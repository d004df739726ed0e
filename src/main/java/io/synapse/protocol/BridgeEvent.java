package io.synapse.protocol;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What the bridge to a Ray cluster says to the driver. */
public sealed interface BridgeEvent {

  /** Something about one worker. */
  sealed interface OfWorker extends BridgeEvent {

    /** The worker, as the driver has named it. */
    String worker();
  }

  /**
   * A node of the cluster that is alive.
   *
   * @param id Ray's
   * @param name for people
   * @param cpus all that it offers
   * @param gpus all that it offers
   */
  record ClusterNode(String id, String name, double cpus, double gpus) {

    private static ClusterNode read(MessageFields fields) {
      return new ClusterNode(
          fields.text("id"), fields.text("name"), fields.real("cpus"), fields.real("gpus"));
    }

    private static List<ClusterNode> all(MessageFields fields) {
      return fields.inners("nodes").stream().map(ClusterNode::read).toList();
    }
  }

  /** The connection to the cluster is there. */
  record Connected(String ray, String python, String address, List<ClusterNode> nodes)
      implements BridgeEvent {
    static Connected read(MessageFields fields) {
      return new Connected(
          fields.text("ray"),
          fields.text("python"),
          fields.text("address"),
          ClusterNode.all(fields));
    }
  }

  /**
   * There is no connection, and the bridge ends.
   *
   * @param message why, for a person
   * @param lasting whether that will be so at another try, too; where nothing is said, it may not
   */
  record Refused(String message, boolean lasting) implements BridgeEvent {
    static Refused read(MessageFields fields) {
      return new Refused(fields.text("message"), fields.has("lasting") && fields.flag("lasting"));
    }
  }

  /** The nodes have changed. */
  record Nodes(List<ClusterNode> nodes) implements BridgeEvent {
    static Nodes read(MessageFields fields) {
      return new Nodes(ClusterNode.all(fields));
    }
  }

  /**
   * A worker has got its place.
   *
   * @param node Ray's id of it
   */
  record ActorPlaced(String worker, String node) implements OfWorker {
    static ActorPlaced read(MessageFields fields) {
      return new ActorPlaced(fields.text("worker"), fields.text("node"));
    }
  }

  /** The worker has said its first word. */
  record Started(String worker) implements OfWorker {
    static Started read(MessageFields fields) {
      return new Started(fields.text("worker"));
    }
  }

  /**
   * The worker said something; paths in it are the driver's.
   *
   * @param message empty for a kind that is not known
   */
  record Said(String worker, Optional<WorkerMessage> message) implements OfWorker {
    static Said read(MessageFields fields) {
      return new Said(
          fields.text("worker"), MessageCodec.ofWorker(fields.inner("message").values()));
    }
  }

  /** The worker printed something. */
  record Printed(String worker, Bytes bytes) implements OfWorker {
    static Printed read(MessageFields fields) {
      return new Printed(fields.text("worker"), new Bytes(fields.text("bytes")));
    }
  }

  /** Bytes as they are sent: in base 64. */
  record Bytes(String encoded) {

    /** The bytes themselves. */
    public byte[] decoded() {
      return Base64.getDecoder().decode(encoded);
    }
  }

  /** What an attempt has used of its node so far. */
  record ActorUsage(
      String worker,
      String trialId,
      int attempt,
      double seconds,
      double cpuSeconds,
      OptionalLong peakMemoryBytes)
      implements OfWorker {
    static ActorUsage read(MessageFields fields) {
      return new ActorUsage(
          fields.text("worker"),
          fields.trialId(),
          fields.attempt(),
          fields.real("seconds"),
          fields.real("cpu_s"),
          fields.has("peak_memory")
              ? OptionalLong.of(fields.number("peak_memory"))
              : OptionalLong.empty());
    }
  }

  /** Why a worker is no more. */
  enum Cause {
    /** Its process ended by itself. */
    EXIT,
    /** It gave no sign of life. */
    SILENT,
    /** It did not say its first word in time. */
    SLOW_START,
    /** The driver asked for it. */
    KILLED,
    /** The process of Ray's that kept it is gone. */
    ACTOR,
    /** Its node is gone. */
    NODE,
    /** It could not be started, or its files could not be brought. */
    ERROR
  }

  /**
   * The worker is no more; nothing is said of it any more.
   *
   * @param status its exit status, as a shell reports it
   * @param started whether it had said its first word
   * @param detail for a person; may be empty
   */
  record Ended(String worker, Cause cause, OptionalInt status, boolean started, String detail)
      implements OfWorker {
    static Ended read(MessageFields fields) {
      return new Ended(
          fields.text("worker"),
          fields.choice("cause", Cause.class),
          fields.has("status") ? OptionalInt.of(fields.integer("status")) : OptionalInt.empty(),
          fields.flag("started"),
          fields.has("detail") ? fields.text("detail") : "");
    }
  }
}
