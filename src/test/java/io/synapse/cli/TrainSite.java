package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.JsonFile;
import io.synapse.store.Store;
import io.synapse.testing.ChildJvm;
import io.synapse.testing.JournalLines;
import io.synapse.testing.MarkedProcesses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder where {@code synapse train} runs in processes of its own, with its store and its
 * temporary files. Closing it ends what is still there, and so does the end of this process.
 */
final class TrainSite implements AutoCloseable {

  /** Makes workers small and quick to start. */
  static final String SMALL_WORKERS =
      "--worker-java-opts=-Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto";

  private final Path folder;
  private final MarkedProcesses processes;
  private final Map<String, String> variables;
  private final Thread hook;
  private int started;

  TrainSite(Path folder) throws IOException {
    this(folder, Map.of());
  }

  /**
   * A folder where commands have certain variables in their environment.
   *
   * @param variables by name
   */
  TrainSite(Path folder, Map<String, String> variables) throws IOException {
    this.folder = folder;
    this.variables = variables;
    this.processes = new MarkedProcesses(folder.toString());
    this.hook = new Thread(processes::kill, "train-site-end");
    Runtime.getRuntime().addShutdownHook(hook);
    Files.createDirectories(temporary());
  }

  /** Starts a command, {@code train} in general, on this site's store. */
  TrainProcess start(List<String> words) throws IOException {
    List<String> all = new ArrayList<>(words);
    all.addAll(List.of("--store", store().toString()));
    List<String> command = new ArrayList<>();
    // What starts the tests in the background makes what it starts ignore Ctrl-C, or SIGHUP.
    command.addAll(List.of("env", "--default-signal=INT,HUP"));
    command.addAll(ChildJvm.command(options(), Main.class, all.toArray(String[]::new)));
    Path errors = folder.resolve("errors-" + started++ + ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().putAll(processes.environment());
    builder.environment().putAll(variables);
    return new TrainProcess(builder.start(), errors);
  }

  private List<String> options() {
    return List.of("-Xmx128m", "-XX:+UseSerialGC", "-Djava.io.tmpdir=" + temporary());
  }

  Path store() {
    return folder.resolve("store");
  }

  private Path temporary() {
    return folder.resolve("tmp");
  }

  MarkedProcesses processes() {
    return processes;
  }

  /** The folder of the run that was started last. */
  Optional<Path> runFolder() {
    Path runs = store().resolve("runs");
    if (!Files.isDirectory(runs)) {
      return Optional.empty();
    }
    try (Stream<Path> folders = Files.list(runs)) {
      return folders.max(TrainSite::compareStart);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs of one name that start in the same second are told apart by a number: -2, -10. */
  private static int compareStart(Path one, Path other) {
    String name = one.getFileName().toString();
    String otherName = other.getFileName().toString();
    int longer = Integer.compare(name.length(), otherName.length());
    boolean sameSecond = name.startsWith(otherName) || otherName.startsWith(name);
    return sameSecond ? longer : name.compareTo(otherName);
  }

  Optional<Path> journalFile() {
    return runFolder().map(run -> run.resolve("journal.jsonl")).filter(Files::exists);
  }

  /** The whole lines of the newest run's journal. */
  List<Map<String, Object>> journal() {
    return journalFile().map(JournalLines::of).orElse(List.of());
  }

  /** The journal's lines about one kind of event. */
  List<Map<String, Object>> journal(String event) {
    return journal().stream().filter(line -> event.equals(line.get("event"))).toList();
  }

  /** How many lines the journal has. */
  long journalLines() {
    try {
      return journalFile().isEmpty()
          ? 0
          : Files.readString(journalFile().get()).chars().filter(each -> each == '\n').count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The results of the run that was started last. */
  Map<String, Object> results() {
    return JsonFile.read(runFolder().orElseThrow().resolve("results.json"));
  }

  Store openStore() {
    return Store.openForReading(store());
  }

  /** No process and no socket. */
  void assertNothingLeft() throws IOException {
    processes.awaitNone();
    try (Stream<Path> files = Files.list(temporary())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("synapse-"));
    }
  }

  @Override
  public void close() {
    processes.kill();
    processes.awaitNone();
    Runtime.getRuntime().removeShutdownHook(hook);
  }
}
