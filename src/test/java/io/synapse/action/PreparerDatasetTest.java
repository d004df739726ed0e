package io.synapse.action;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.action.prepare.Preparer;
import io.synapse.action.prepare.RunOptions;
import io.synapse.job.JobReader;
import io.synapse.job.JobSource;
import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreparerDatasetTest {

  private static final List<AlgorithmSpecification> ALGORITHMS =
      List.of(new AlgorithmSpecification("plain", List.of(), "", List.of()));

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"set.zip", "set.tar", "set.tar.gz", "set.tgz"})
  void anArchiveThatAJobBindsIsRefused(String name) throws IOException {
    Path archive = Files.writeString(folder.resolve(name), "packed");
    assertThatThrownBy(() -> prepare(name))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "%s is an archive; unpack it, or import it with 'synapse dataset add %s --id 3'"
                .formatted(archive, archive));
  }

  @Test
  void aPackedTableIsNoArchive() throws IOException {
    Files.writeString(folder.resolve("digits.csv.gz"), "1,2");
    assertThatThrownBy(() -> prepare("digits.csv.gz"))
        .hasMessageContaining("the job names no plugin");
  }

  private void prepare(String dataset) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("job.yaml"),
            "name: x\ndataset: 3\nhyperparameter: {}\ndatasets: {3: " + dataset + "}\n");
    JobReader reader = new JobReader(ALGORITHMS, ALGORITHMS);
    Preparer.rehearsing(Optional.empty())
        .prepare(reader.read(JobSource.file(file), List.of()), RunOptions.NONE);
  }
}
