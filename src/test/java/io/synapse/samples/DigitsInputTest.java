package io.synapse.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.synapse.api.Dataset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sample plugin says to wrong hyperparameters and data. */
class DigitsInputTest {

  @TempDir Path folder;

  private DigitsSample sample;

  @BeforeEach
  void prepare() {
    sample = new DigitsSample(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "epochs, 0",
    "batch_size, 0",
    "learning_rate, 0",
    "weight_decay, -1",
    "hidden_units, 5000",
    "dropout_rate, 1",
    "optimizer, lion"
  })
  void aValueOutOfBoundsIsRefusedWithItsName(String name, String value) {
    Object typed = name.equals("optimizer") ? value : Double.valueOf(value);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.train(Map.of(name, typed)))
        .withMessageContainingAll("'" + name + "'", value);
  }

  @Test
  void theDataSetMayBeAFolderWithTheFile() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Dataset dataset = new SampleDataset(data);
    Map<String, Object> values = Map.of("epochs", 1L);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.trainOn(dataset, values))
        .withMessageContaining("digits.csv.gz");

    Files.copy(DigitsSample.DATA.path(), data.resolve("digits.csv.gz"));
    RecordingRun run = sample.trainOn(dataset, values);

    assertThat(run.metrics).isEqualTo(sample.train(values).metrics);
  }

  @ParameterizedTest
  @CsvSource({
    "'1,2,3', 'line 1: must have 65 columns, and has 3'",
    "'%s17,0', 'line 1: must hold integers from 0 to 16 there, and has ''17'''",
    "'%s16,ten', 'line 1: must hold integers from 0 to 9 there, and has ''ten'''",
    "'%s16,0', 'at least 6 digits of every class, and class 0 has 1'"
  })
  void aWrongLineOfTheDataIsNamed(String line, String message) throws Exception {
    Path file = folder.resolve("digits.csv");
    Files.writeString(file, line.formatted("0,".repeat(63)));
    Dataset dataset = new SampleDataset(file);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.trainOn(dataset, Map.of()))
        .withMessageContainingAll("digits.csv", message);
  }

  @Test
  void aDamagedFileOfDataIsRefused() throws Exception {
    Path file = folder.resolve("digits.csv.gz");
    Files.writeString(file, "0,0,0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.trainOn(new SampleDataset(file), Map.of()))
        .withMessageContaining("damaged");

    try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("0,0,0\n".repeat(1000).getBytes(StandardCharsets.US_ASCII));
    }
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 20));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> sample.trainOn(new SampleDataset(file), Map.of()))
        .withMessageContaining("damaged");
  }
}
