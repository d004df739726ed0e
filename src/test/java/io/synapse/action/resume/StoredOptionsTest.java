package io.synapse.action.resume;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.action.prepare.Preparation;
import io.synapse.action.prepare.Preparer;
import io.synapse.action.prepare.RunOptions;
import io.synapse.action.prepare.RunOptions.JobOrigin;
import io.synapse.action.prepare.RunOptions.PythonRequirements;
import io.synapse.action.prepare.RunOptions.RayOptions;
import io.synapse.execute.provider.ExecutorProvider;
import io.synapse.execute.provider.ExecutorProviders;
import io.synapse.job.Bindings.PythonReference;
import io.synapse.job.JobReader;
import io.synapse.job.JobSource;
import io.synapse.problem.AlgorithmSpecification;
import io.synapse.testing.PluginBuild;
import io.synapse.testing.RayScript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredOptionsTest {

  private static final List<AlgorithmSpecification> ALGORITHMS =
      List.of(new AlgorithmSpecification("plain", List.of(), "", List.of()));

  private static final String ONE_NODE =
      """
      {"type":"connected","ray":"2.60.0","python":"3.11.7","address":"head:6379",\
      "nodes":[{"id":"a","name":"head","cpus":2.0,"gpus":0.0}]}""";

  @TempDir Path folder;
  private Path python;

  @BeforeEach
  void writeAJob() throws IOException {
    python = RayScript.saying(folder.resolve("ray/bin/python3"), ONE_NODE).file();
    new PluginBuild(folder.resolve("build")).trainPlugin("One").jar(folder.resolve("one.jar"));
    Files.writeString(folder.resolve("data.csv"), "1,2\n");
    Files.writeString(
        folder.resolve("job.yaml"),
        """
        plugin: one.jar
        datasets: {1: data.csv}
        name: x
        dataset: 1
        hyperparameter: {}
        """);
  }

  @Test
  void aRunOnAClusterKeepsToIt() throws IOException {
    StoredOptions stored = stored(onRay(Optional.of("head:6379"), Optional.of(reference(python))));

    RunOptions later = stored.under(RunOptions.NONE, JobOrigin.UNKNOWN);

    assertThat(later.executorOrStandard().name()).isEqualTo("ray");
    assertThat(later.ray().address()).contains("head:6379");
    assertThat(later.ray().python()).map(PythonReference::path).contains(python);
  }

  @Test
  void whatIsSaidNowWins() throws IOException {
    StoredOptions stored = stored(onRay(Optional.of("head:6379"), Optional.of(reference(python))));
    Path other = folder.resolve("other");
    RayOptions now = new RayOptions(Optional.of("new:6379"), Optional.of(reference(other)));

    RunOptions moved = stored.under(options(Optional.empty(), now), JobOrigin.UNKNOWN);
    RunOptions back =
        stored.under(
            options(ExecutorProviders.named("process"), RayOptions.NONE), JobOrigin.UNKNOWN);

    assertThat(moved.executorOrStandard().name()).isEqualTo("ray");
    assertThat(moved.ray()).isEqualTo(now);
    assertThat(back.executorOrStandard().name()).isEqualTo("process");
  }

  @Test
  void anInstanceOfItsOwnHasNoAddress() throws IOException {
    StoredOptions stored = stored(onRay(Optional.empty(), Optional.of(reference(python))));

    RunOptions later = stored.under(RunOptions.NONE, JobOrigin.UNKNOWN);

    assertThat(later.executorOrStandard().name()).isEqualTo("ray");
    assertThat(later.ray().address()).isEmpty();
  }

  @Test
  void aProgramsNameStaysOne() {
    StoredOptions stored =
        new StoredOptions(
            Map.of(
                "job", Map.of(), "options", Map.of("executor", "ray", "ray_python", "python3.99")));

    PythonReference named =
        stored.under(RunOptions.NONE, JobOrigin.UNKNOWN).ray().python().orElseThrow();

    assertThat(named.program()).contains("python3.99");
  }

  @Test
  void aRunElsewhereKnowsOfNoCluster() throws IOException {
    StoredOptions stored = stored(RunOptions.NONE);

    RunOptions later = stored.under(RunOptions.NONE, JobOrigin.UNKNOWN);

    assertThat(later.executorOrStandard().name()).isEqualTo("process");
    assertThat(later.ray()).isEqualTo(RayOptions.NONE);
  }

  private StoredOptions stored(RunOptions options) throws IOException {
    JobReader reader = new JobReader(ALGORITHMS, ALGORITHMS);
    JobSource source = JobSource.file(folder.resolve("job.yaml"));
    try (Preparation preparation =
        Preparer.rehearsing(Optional.empty()).prepare(reader.read(source, List.of()), options)) {
      return new StoredOptions(Map.of("job", Map.of(), "options", StoredOptions.of(preparation)));
    }
  }

  private static RunOptions onRay(Optional<String> address, Optional<PythonReference> python) {
    return options(ExecutorProviders.named("ray"), new RayOptions(address, python));
  }

  private static RunOptions options(Optional<ExecutorProvider> executor, RayOptions ray) {
    return new RunOptions(
        Optional.empty(),
        List.of(),
        Optional.empty(),
        PythonRequirements.AS_FOUND,
        Optional.empty(),
        OptionalInt.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalLong.empty(),
        executor,
        ray,
        Optional.empty(),
        List.of(),
        JobOrigin.UNKNOWN);
  }

  private static PythonReference reference(Path path) {
    return new PythonReference(path.toString(), path);
  }
}
