package io.synapse.protocol;

import io.synapse.protocol.BridgeEvent.ActorPlaced;
import io.synapse.protocol.BridgeEvent.ActorUsage;
import io.synapse.protocol.BridgeEvent.Bytes;
import io.synapse.protocol.BridgeEvent.Cause;
import io.synapse.protocol.BridgeEvent.ClusterNode;
import io.synapse.protocol.BridgeEvent.Connected;
import io.synapse.protocol.BridgeEvent.Ended;
import io.synapse.protocol.BridgeEvent.Nodes;
import io.synapse.protocol.BridgeEvent.Printed;
import io.synapse.protocol.BridgeEvent.Refused;
import io.synapse.protocol.BridgeEvent.Said;
import io.synapse.protocol.BridgeEvent.Started;
import io.synapse.run.TrialEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the lines of {@code bridge-events.jsonl} mean, in their order. */
final class BridgeEvents {

  private static final String TRIAL = "0a1b2c3d_00000";
  private static final ClusterNode HEAD = new ClusterNode("5f0c9a", "head", 2.0, 0.0);

  private BridgeEvents() {}

  static List<BridgeEvent> all() {
    return Stream.of(ofTheCluster(), ofOneWorker(), ends()).flatMap(List::stream).toList();
  }

  private static List<BridgeEvent> ofTheCluster() {
    return List.of(
        new Connected(
            "2.60.0",
            "3.11.7",
            "head:6379",
            List.of(HEAD, new ClusterNode("77b1e2", "노드 2", 0.5, 1.0))),
        new Connected("2.60.0", "3.11.7", "ray://head:10001", List.of()),
        new Refused("the cluster at head:6379 has Ray 2.9.0, and this is Ray 2.60.0", true),
        new Refused("no Ray cluster answers at head:6379", false),
        new Nodes(List.of(HEAD)),
        new Nodes(List.of()));
  }

  private static List<BridgeEvent> ofOneWorker() {
    return List.of(
        new ActorPlaced("1", "5f0c9a"),
        new Started("1"),
        new Said("1", Optional.of(report())),
        new Said(
            "1",
            Optional.of(
                new WorkerMessage.Event(new TrialEvent.Stopped(TRIAL, 1, Path.of("/t/model"))))),
        new Printed("1", new Bytes("6rCA7J6lIOuniOyngOuniQo=")),
        new Printed("1", new Bytes("/wA=")),
        new ActorUsage("1", TRIAL, 1, 12.5, 3.25, OptionalLong.of(5_000_000_000L)),
        new ActorUsage("1", TRIAL, 2, 0.0, 0.0, OptionalLong.empty()));
  }

  private static WorkerMessage report() {
    Map<String, Object> metrics = MessageFields.of("score", Double.NaN, "epoch", 3L);
    return new WorkerMessage.Event(
        new TrialEvent.Reported(TRIAL, 1, metrics, Path.of("/t/checkpoints/000003")));
  }

  private static List<BridgeEvent> ends() {
    return List.of(
        ended("1", Cause.EXIT, OptionalInt.of(137), true, ""),
        ended("1", Cause.EXIT, OptionalInt.of(0), false, ""),
        ended("2", Cause.SILENT, OptionalInt.empty(), true, ""),
        ended("2", Cause.SLOW_START, OptionalInt.empty(), false, ""),
        ended("2", Cause.KILLED, OptionalInt.empty(), false, ""),
        ended("2", Cause.ACTOR, OptionalInt.empty(), true, "Ray's memory monitor killed it"),
        ended("2", Cause.NODE, OptionalInt.empty(), true, ""),
        ended("3", Cause.ERROR, OptionalInt.empty(), false, "there is no Java 17 on node 노드 2"));
  }

  private static Ended ended(
      String worker, Cause cause, OptionalInt status, boolean started, String detail) {
    return new Ended(worker, cause, status, started, detail);
  }
}
