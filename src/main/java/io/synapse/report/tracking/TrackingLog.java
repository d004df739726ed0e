package io.synapse.report.tracking;

import static io.synapse.files.JsonFields.number;
import static io.synapse.files.JsonFields.text;

import io.synapse.report.tracking.RunSender.TrackedRun;
import io.synapse.report.tracking.RunUpdate.PendingUpdates;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * What of a run its tracking server has: {@code tracking.jsonl} in the run's folder. Whole lines
 * are appended, and one process at a time has it open.
 */
final class TrackingLog implements AutoCloseable {

  /** Of a run of which nothing was sent. */
  static final long NOTHING = -1;

  private static final String SERVER = "server";
  private static final String EXPERIMENT = "experiment_id";
  private static final String KEY = "trial_id";
  private static final String RUN = "mlflow_run";
  private static final String ARTIFACTS = "artifacts";
  private static final String SENT = "sent";

  private final Path file;
  private final FileChannel channel;
  private final Map<String, MlflowRun> runs = new HashMap<>();
  private Optional<String> server = Optional.empty();
  private Optional<String> experiment = Optional.empty();
  private volatile long sent = NOTHING;

  private TrackingLog(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /** What it says, without opening it for oneself; empty when nothing has been written. */
  static Optional<TrackedRun> look(Path file) throws TrackingFailure {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      TrackingLog log = new TrackingLog(file, channel);
      log.read();
      return log.server.map(address -> new TrackedRun(URI.create(address), log.page(), log.sent));
    } catch (IOException | RuntimeException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Opens it, for a server: what another has counts no more.
   *
   * @throws TrackingFailure when another process has it open, or it cannot be written
   */
  static TrackingLog open(Path file, URI server) throws TrackingFailure {
    try {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      TrackingLog log = new TrackingLog(file, channel);
      try {
        log.begin(server);
        return log;
      } catch (IOException | TrackingFailure | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static TrackingFailure unreadable(Path file, Exception e) {
    return TrackingFailure.forNow(
        "%s cannot be used: %s; look at its permissions and the room on the disk"
            .formatted(file, e),
        e);
  }

  private void begin(URI address) throws IOException, TrackingFailure {
    lock();
    channel.position(read());
    if (!server.equals(Optional.of(address.toString()))) {
      append(Map.of(SERVER, address.toString()));
      apply(Map.of(SERVER, address.toString()));
    }
  }

  private void lock() throws IOException, TrackingFailure {
    boolean free;
    try {
      free = channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      free = false;
    }
    if (!free) {
      throw TrackingFailure.forNow(
          file + " is in use: another process sends this run to its tracking server; wait for it");
    }
  }

  /** Reads the whole lines; a torn last one is overwritten later. */
  private long read() throws IOException, TrackingFailure {
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
    while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
      // All of it.
    }
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    try {
      whole.lines().map(MlflowText::object).forEach(this::apply);
    } catch (JacksonException e) {
      throw TrackingFailure.forNow(
          file
              + " is damaged: a line is not a JSON object; remove it and send the run again with"
              + " --track, what the server has is found there",
          e);
    }
    return whole.getBytes(StandardCharsets.UTF_8).length;
  }

  private void apply(Map<String, Object> line) {
    if (line.containsKey(SERVER)) {
      server = Optional.of(text(line, SERVER));
      experiment = Optional.empty();
      runs.clear();
      sent = NOTHING;
    } else if (line.containsKey(EXPERIMENT)) {
      experiment = Optional.of(text(line, EXPERIMENT));
    } else if (line.containsKey(RUN)) {
      runs.put(text(line, KEY), new MlflowRun(text(line, RUN), text(line, ARTIFACTS).intern()));
    } else if (line.containsKey(SENT)) {
      sent = number(line, SENT);
    }
  }

  private void append(Map<String, Object> line) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap((MlflowText.json(line) + "\n").getBytes(StandardCharsets.UTF_8));
    long start = channel.position();
    try {
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
    } catch (IOException e) {
      channel.position(start);
      throw e;
    }
  }

  /** What could not be written does not count, or a later process would miss it. */
  private void put(Map<String, Object> line) throws TrackingFailure {
    try {
      append(line);
      apply(line);
    } catch (IOException e) {
      throw TrackingFailure.forNow(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /** The experiment's id, once it is known. */
  Optional<String> experiment() {
    return experiment;
  }

  void experiment(String id) throws TrackingFailure {
    put(Map.of(EXPERIMENT, id));
  }

  /** The run of a trial, or of {@link PendingUpdates#JOB}. */
  Optional<MlflowRun> run(String key) {
    return Optional.ofNullable(runs.get(key));
  }

  void run(String key, MlflowRun run) throws TrackingFailure {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put(KEY, key);
    line.put(RUN, run.id());
    line.put(ARTIFACTS, run.artifacts());
    put(line);
  }

  /** Where a person looks at the run of the job; empty until it is there. */
  Optional<String> page() {
    return server.flatMap(
        address ->
            experiment.flatMap(
                id ->
                    run(PendingUpdates.JOB)
                        .map(
                            run ->
                                "%s/#/experiments/%s/runs/%s".formatted(address, id, run.id()))));
  }

  /**
   * The number of the last event that the server has all of; {@link #NOTHING} at first. Any thread
   * may ask.
   */
  long sent() {
    return sent;
  }

  void sent(long event) throws TrackingFailure {
    if (event > sent) {
      put(Map.of(SENT, event));
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
