package io.synapse.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.plugin.HyperparameterSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The files beside the sample plugin in Python. */
class PythonJobsTest extends SampleJobsContract {

  private static final Path SAMPLE = Path.of("samples/python").toAbsolutePath();

  PythonJobsTest() {
    super(SAMPLE, schema());
  }

  @Test
  void thereAreThreeJobs() throws IOException {
    assertThat(jobs())
        .extracting(file -> file.getFileName().toString())
        .containsExactly(
            "hyperband.json",
            "hyperband.yaml",
            "train.json",
            "train.yaml",
            "tune.json",
            "tune.yaml");
  }

  @Test
  void theSchemaRefusesWhatMakesNoSense() {
    assertThat(problems(Map.of())).isEmpty();
    assertThat(problems(Map.of("epochs", 0L))).hasSize(1);
    assertThat(problems(Map.of("learning_rate", 0L))).hasSize(1);
    assertThat(problems(Map.of("decay", 1.5))).hasSize(1);
    assertThat(problems(Map.of("penalty", "l3"))).hasSize(1);
    assertThat(problems(Map.of("alpha", -0.1))).hasSize(1);
    assertThat(problems(Map.of("momentum", 0.9))).hasSize(1);
  }

  private static HyperparameterSchema schema() {
    Path file = SAMPLE.resolve("hyperparameters.schema.json");
    try {
      return HyperparameterSchema.parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
