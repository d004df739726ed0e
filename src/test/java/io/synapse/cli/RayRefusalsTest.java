package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import io.synapse.testing.RayTestCluster;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a cluster is asked before anything runs there, and why nothing does. */
@NeedsPython(module = "ray")
class RayRefusalsTest extends RayClusterRuns {

  private static final List<Integer> ONE = List.of(1);

  private static final String METADATA =
      """
      import json, sys
      from ray._common.usage import usage_lib
      from ray._raylet import GcsClient

      gcs = GcsClient(address=sys.argv[1])
      data = usage_lib.put_cluster_metadata(gcs, ray_init_cluster=False)
      data.update(%s)
      gcs.internal_kv_put(
          b"CLUSTER_METADATA", json.dumps(data).encode(), overwrite=True, namespace=b"cluster"
      )
      assert usage_lib.get_cluster_metadata(gcs) == data
      """;

  @Override
  RayTestCluster startCluster() {
    return RayTestCluster.start(python, 2);
  }

  @Test
  void aDryRunTellsItsNodes() throws Exception {
    TrainProcess run = start(gated(List.of(1, 2, 3), ""), "--dry-run");

    assertThat(run.awaitEnd()).as(run.said()).isZero();
    assertThat(run.said())
        .containsPattern("(?m)^cluster +" + cluster().address() + ": 1 node, 2 CPUs$")
        .containsPattern("(?m)^ +head: 2 CPUs$")
        .containsPattern("(?m)^at once +2 \\(set by num_cpus 1 of 1 node, 2 CPUs\\)$");
    assertThat(site.store()).doesNotExist();
    assertNothingLeft();
  }

  @Test
  void whatNoNodeHoldsIsRefused() throws Exception {
    TrainProcess run = start(gated(ONE, ""), "-s", "num_cpus=3");

    assertThat(run.awaitEnd()).as(run.said()).isEqualTo(2);
    assertThat(run.said())
        .contains("params.num_cpus: one trial asks for num_cpus 3 on one node, and none")
        .contains("(head: 2 CPUs); lower it, or add such a node");
    assertThat(site.runFolder()).isEmpty();
    assertNothingLeft();
  }

  @Test
  void whereNobodyListensThereIsNoCluster() throws Exception {
    String address = "127.0.0.1:" + unusedPort();
    TrainProcess run = start(gated(ONE, ""), "--ray-address", address);

    assertThat(run.awaitEnd()).as(run.said()).isEqualTo(1);
    assertThat(run.said())
        .contains("ray: connecting to the cluster at " + address)
        .contains("error: no Ray cluster answers at " + address)
        .contains("name the address of its head node with --ray-address");
    assertThat(site.runFolder()).isEmpty();
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void anotherTokenIsRefused() throws Exception {
    Map<String, String> variables = new HashMap<>(variables());
    variables.put("RAY_AUTH_TOKEN", "b".repeat(64));
    // Ray tries for 20 s otherwise.
    variables.put("RAY_NUM_REDIS_GET_RETRIES", "2");
    openSite(variables);
    TrainProcess run = start(gated(ONE, ""));

    assertThat(run.awaitEnd()).as(run.said()).isEqualTo(1);
    assertThat(run.said())
        .contains("lets nobody in without its authentication token")
        .contains("name the cluster's with RAY_AUTH_TOKEN");
    assertThat(site.runFolder()).isEmpty();
  }

  @Test
  void otherVersionsAreRefused() throws Exception {
    cluster().run(METADATA.formatted("ray_version='2.59.9', python_version='3.12.1'"));
    try {
      TrainProcess run = start(gated(ONE, ""));

      assertThat(run.awaitEnd()).as(run.said()).isEqualTo(1);
      assertThat(run.said())
          .contains(cluster().address() + " runs Ray 2.59.9 with Python 3.12.1, and " + python)
          .contains("name a Python 3.12.1 that has Ray 2.59.9 with --ray-python");
      assertThat(site.runFolder()).isEmpty();
    } finally {
      cluster().run(METADATA.formatted(""));
    }
  }
}
