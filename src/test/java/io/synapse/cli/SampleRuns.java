package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A store that real jobs filled, and the commands on it. */
public final class SampleRuns {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final Path folder;
  private final Path plugin;

  /**
   * A store that is not there yet.
   *
   * @param folder where the store and the jobs go
   * @param plugin the jar of {@link TinyPlugin}
   */
  public SampleRuns(Path folder, Path plugin) {
    this.folder = folder;
    this.plugin = plugin;
  }

  public Path store() {
    return folder.resolve("store");
  }

  /** Any command on the store. */
  public CommandRun command(Object... words) {
    Object[] all = new Object[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--store";
    all[words.length + 1] = store();
    return CommandRun.of(all);
  }

  /** What a command prints with {@code --json}. */
  public JsonNode json(Object... words) {
    Object[] all = new Object[words.length + 1];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--json";
    CommandRun run = command(all);
    assertThat(run.status()).as(run.messages()).isZero();
    return MAPPER.readTree(run.output());
  }

  /** Trains once. */
  public CommandRun train(String name, String hyperparameter) {
    return run(
        """
        action: train
        plugin: %s
        datasets: {7: %s}
        params:
          name: "%s"
          dataset: 7
          hyperparameter: %s
        """
            .formatted(plugin, data(), name, hyperparameter));
  }

  /** Tries each of these values of {@code x}, of which the highest wins. */
  public CommandRun tune(String name, String values) {
    return run(
        """
        action: train
        plugin: %s
        datasets: {7: %s}
        params:
          name: "%s"
          description: the highest wins
          dataset: 7
          num_cpus: 0.5
          is_tune: true
          hyperparameters: [{name: x, type: grid_search, options: [%s]}]
          tune_config: {metric: score, mode: max, num_samples: 100}
        """
            .formatted(plugin, data(), name, values));
  }

  /** Tries each value of {@code x} with each of {@code y}, which changes nothing, one by one. */
  public CommandRun tuneOneByOne(String name, String x, String y) {
    String job =
        """
        action: train
        plugin: %s
        datasets: {7: %s}
        params:
          name: "%s"
          dataset: 7
          is_tune: true
          hyperparameters:
            - {name: y, type: grid_search, options: [%s]}
            - {name: x, type: grid_search, options: [%s]}
          tune_config:
            metric: score
            mode: max
            num_samples: 100
            max_concurrent_trials: 1
            stop_when_all_fail: false
        """;
    return run(job.formatted(plugin, data(), name, y, x));
  }

  /** Runs a job that a command printed. */
  public CommandRun run(String job) {
    return command("train", "-f", write("job.yaml", job), "--progress", "none");
  }

  /** Writes a file beside the store. */
  public Path write(String name, String content) {
    try {
      return Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path data() {
    return write("data.csv", "1,2\n");
  }
}
