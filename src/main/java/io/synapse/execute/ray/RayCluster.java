package io.synapse.execute.ray;

import io.synapse.protocol.BridgeCommand;
import io.synapse.protocol.BridgeEvent;

/**
 * A cluster as it was when it was looked at.
 *
 * @param ray its version
 * @param python the version of Python that it runs with
 * @param address where it is
 * @param nodes those alive
 */
public record RayCluster(String ray, String python, String address, RayNodes nodes) {

  /**
   * Looks at a cluster; runs nothing there.
   *
   * @throws RayUnavailableException when there is no connection
   * @throws InterruptedException when the thread is interrupted
   */
  public static RayCluster look(RayConnection connection) throws InterruptedException {
    BridgeCommand.Connect connect = RayBridge.connect(connection, null, null);
    try (RayBridge bridge =
        RayBridge.start(connection, connect, new RayBridge.BridgeListener() {})) {
      return of(bridge.awaitConnected());
    }
  }

  static RayCluster of(BridgeEvent.Connected connected) {
    return new RayCluster(
        connected.ray(), connected.python(), connected.address(), new RayNodes(connected.nodes()));
  }
}
