package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.RayScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code synapse train --executor ray} says before anything runs. */
class RayUsageTest extends TrainFixture {

  private static final String TWO_NODES =
      """
      {"type":"connected","ray":"2.60.0","python":"3.11.7","address":"head:6379","nodes":[\
      {"id":"a1b2c3","name":"node","cpus":2.0,"gpus":0.0},\
      {"id":"d4e5f6","name":"node","cpus":4.0,"gpus":1.0}]}""";

  private RayScript ray;

  @BeforeEach
  void aPythonWithRay() throws IOException {
    ray = RayScript.saying(folder.resolve("ray/bin/python3"), TWO_NODES);
  }

  @Test
  void aDryRunTellsTheClustersNodes() throws IOException {
    CommandRun run = plan(job("hyperparameter: {x: 1}"), "--ray-address", "head:6379");

    assertThat(run.status()).as(run.messages()).isZero();
    assertThat(run.messages())
        .containsPattern(
            "(?m)^trials in +workers on a Ray cluster, each with 1 CPU, a share of its node's"
                + " memory, all GPUs of its node, which they share$")
        .containsPattern("(?m)^ray +2.60.0 with Python 3.11.7 in " + ray.file())
        .containsPattern("(?m)^cluster +head:6379: 2 nodes, 6 CPUs, 1 GPU$")
        .containsPattern("(?m)^ +node/a1b2: 2 CPUs$")
        .containsPattern("(?m)^ +node/d4e5: 4 CPUs, 1 GPU$")
        .doesNotContainPattern("(?m)^machine ");
    assertThat(ray.first())
        .startsWith(
            "{\"type\":\"connect\",\"address\":\"head:6379\",\"num_cpus\":null,\"num_gpus\":null,"
                + "\"bundle\":null,\"worker\":null}");
    assertThat(store()).doesNotExist();
  }

  @Test
  void aDryRunOfTrialsTellsHowManyNodesHold() throws IOException {
    String job = grid("1, 2, 3, 4", 4).replace("is_tune", "num_cpus: 2\n  is_tune");

    assertThat(plan(job, "--ray-address", "head:6379").messages())
        .containsPattern("(?m)^at once +3 \\(set by num_cpus 2 of 2 nodes, 6 CPUs, 1 GPU\\)$");
  }

  @Test
  void aDryRunTellsOfWorkersInJavaWhatTheyAreGiven() throws IOException {
    String job = job("num_gpus: 0.5\n  hyperparameter: {x: 1}");
    String options = "--worker-java-opts=-ea -Xmx8g";

    assertThat(plan(job, "--ray-address", "head:6379", options).messages())
        .containsPattern("each with 1 CPU, a heap of 8g, 0.5 of one GPU\n")
        .containsPattern("(?m)^worker java +-ea -Xmx8g$");
  }

  @Test
  void withoutAnAddressThisMachineIsTheCluster() throws IOException {
    CommandRun run = plan(grid("1, 2, 3", 3), "--cpus", "2", "--gpus", "0");

    assertThat(run.messages())
        .containsPattern("(?m)^at once +2 \\(set by num_cpus 1 of 1 node, 2 CPUs\\)$")
        .containsPattern(
            "(?m)^trials in +workers on a Ray cluster, each with .*, no GPU that Ray counts$")
        .containsPattern("(?m)^cluster +Ray on this machine, started and stopped with the run$")
        .containsPattern("(?m)^machine +2 CPUs \\(as given by --cpus\\), no GPUs");
    assertThat(Path.of(ray.file() + ".first")).doesNotExist();
  }

  @Test
  void trialsThatPauseDoNotWaitOnACluster() throws IOException {
    String asha = "scheduler: {name: asha, options: {max_t: 5, promote: true}}";
    String job = tuning("{name: x, type: uniform, min: 0, max: 1}", asha);

    assertThat(plan(job).messages())
        .contains("where reports have none, trials start again from zero")
        .doesNotContain("wait in their workers");
  }

  @Test
  void whatNoNodeHoldsIsRefusedWithItsPlaceInTheJob() throws IOException {
    CommandRun run =
        plan(job("num_cpus: 5\n  hyperparameter: {x: 1}"), "--ray-address", "head:6379");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages())
        .contains("job.yaml:7:3: params.num_cpus: one trial asks for num_cpus 5 on one node")
        .contains("(node/a1b2: 2 CPUs; node/d4e5: 4 CPUs, 1 GPU); lower it, or add such a node");
  }

  @Test
  void lessThanRayCountsIsRefusedWithItsPlaceInTheJob() throws IOException {
    CommandRun run =
        plan(job("num_cpus: 0.00001\n  hyperparameter: {x: 1}"), "--ray-address", "head:6379");

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages())
        .contains("job.yaml:7:3: params.num_cpus: Ray counts in steps of 0.0001, and 0.00001 is");
  }

  @Test
  void whatIsConnectedToIsToldBeforeThatTakesItsTime() throws IOException {
    ray = RayScript.saying(ray.file(), "{\"type\":\"refused\",\"message\":\"nobody is there\"}");
    String job = job("hyperparameter: {x: 1}");
    CommandRun run = trainOn("ray", job, "--ray-python", ray.file(), "--ray-address", "head:6379");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.messages().lines())
        .containsExactly("ray: connecting to the cluster at head:6379", "error: nobody is there");
    assertThat(trainOn("ray", job, "-q", "--ray-python", ray.file(), "--ray-address", "h:1"))
        .satisfies(quiet -> assertThat(quiet.messages()).doesNotContain("connecting"));
  }

  @Test
  void aClusterThatDoesNotFitIsAFailureWithItsReason() throws IOException {
    ray = RayScript.saying(ray.file(), "{\"type\":\"refused\",\"message\":\"nobody is there\"}");
    CommandRun run = plan(job("hyperparameter: {x: 1}"), "--ray-address", "head:6379");

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.messages()).contains("error: nobody is there");
  }

  @Test
  void aPythonWithoutRayIsRefused() throws IOException {
    CommandRun run =
        trainOn("ray", job("hyperparameter: {x: 1}"), "--ray-python", folder.resolve("none"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("--ray-python: there is no " + folder.resolve("none"));
  }

  @ParameterizedTest
  @CsvSource({
    "inline, --ray-address, head:6379",
    "process, --ray-python, python3",
    "process, --ray-address, head:6379"
  })
  void theOptionsGoWithRayAlone(String executor, String option, String value) throws IOException {
    CommandRun run = trainOn(executor, job("hyperparameter: {x: 1}"), option, value);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.messages()).contains("error: " + option + ": only goes with --executor ray");
  }

  @Test
  void blankOptionsAreRefused() {
    assertThat(run("train", "-f", "x", "-e", "ray", "--ray-address", " ").messages())
        .contains("--ray-address: a cluster's address is needed, such as host:6379");
    assertThat(run("train", "-f", "x", "-e", "ray", "--ray-python", " ").messages())
        .contains("--ray-python: python is the path of an interpreter", "this is blank");
  }

  @Test
  void aRunThatWasElsewhereGoesOnThereUnlessRayIsNamed() throws IOException {
    train(grid("1, 2, 3", 3));
    cutJournalAfter("end", 1);

    CommandRun refused = resume("--ray-address", "head:6379", "--dry-run");
    CommandRun moved =
        resume("-e", "ray", "--ray-address", "head:6379", "--ray-python", ray.file(), "--dry-run");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages())
        .contains("only go with --executor ray, and the run was not on Ray; add --executor ray");
    assertThat(moved.messages()).containsPattern("(?m)^cluster +head:6379: 2 nodes");
  }

  private CommandRun plan(String job, Object... more) throws IOException {
    List<Object> words = new ArrayList<>(List.of("--dry-run", "--ray-python", ray.file()));
    words.addAll(List.of(more));
    return trainOn("ray", job, words.toArray());
  }

  private CommandRun trainOn(String executor, String job, Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("job.yaml"), job);
    List<Object> words = new ArrayList<>(List.of("train", "-f", file, "-e", executor));
    words.addAll(List.of(more));
    return run(words.toArray());
  }
}
