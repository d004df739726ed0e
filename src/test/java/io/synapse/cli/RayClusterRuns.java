package io.synapse.cli;

import io.synapse.testing.RayTestCluster;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Runs on a cluster that all tests of a class share; the environment names it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RayClusterRuns extends RayRuns {

  private RayTestCluster cluster;

  @BeforeAll
  void openCluster() {
    cluster = startCluster();
  }

  @AfterAll
  void closeCluster() {
    if (cluster != null) {
      cluster.close();
    }
  }

  /** Starts the cluster with what the tests need. */
  abstract RayTestCluster startCluster();

  RayTestCluster cluster() {
    return cluster;
  }

  @Override
  Map<String, String> variables() {
    Map<String, String> variables = new HashMap<>(cluster.variables());
    variables.put("RAY_ADDRESS", cluster.address());
    return variables;
  }

  /** No process of a run is left, here or on the cluster. */
  void assertNothingLeft() throws IOException {
    site.assertNothingLeft();
    cluster.awaitNoTrials();
  }
}
