package io.synapse.python;

import io.synapse.files.FileTree;
import io.synapse.files.Sha256;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The code in Python that ships with this program, as files that an interpreter can run. They lie
 * in the user's cache, in a folder named after their content, so that versions stay apart and
 * Python compiles them once.
 */
public final class PythonCode {

  /** The program of a worker. */
  public static final String WORKER = "synapse-worker.py";

  /** The program that speaks with a Ray cluster. */
  public static final String RAY_BRIDGE = "synapse-ray.py";

  /** The program that looks into a plugin and its environment. */
  public static final String INSPECTION = "synapse-inspection.py";

  /** All files, as a jar's content cannot be listed from within. */
  static final List<String> FILES =
      List.of(
          INSPECTION,
          RAY_BRIDGE,
          WORKER,
          "synapse_ray/__init__.py",
          "synapse_ray/actor.py",
          "synapse_ray/attempt.py",
          "synapse_ray/bridge.py",
          "synapse_ray/caretaker.py",
          "synapse_ray/connection.py",
          "synapse_ray/courier.py",
          "synapse_ray/datasets.py",
          "synapse_ray/deaths.py",
          "synapse_ray/environment.py",
          "synapse_ray/events.py",
          "synapse_ray/host.py",
          "synapse_ray/items.py",
          "synapse_ray/link.py",
          "synapse_ray/mirror.py",
          "synapse_ray/nodes.py",
          "synapse_ray/outbox.py",
          "synapse_ray/output.py",
          "synapse_ray/process.py",
          "synapse_ray/program.py",
          "synapse_ray/programs.py",
          "synapse_ray/refusals.py",
          "synapse_ray/scratch.py",
          "synapse_ray/server.py",
          "synapse_ray/signs.py",
          "synapse_ray/slot.py",
          "synapse_ray/usage.py",
          "synapse_ray/watch.py",
          "synapse_worker/__init__.py",
          "synapse_worker/attempt.py",
          "synapse_worker/children.py",
          "synapse_worker/current.py",
          "synapse_worker/failures.py",
          "synapse_worker/folders.py",
          "synapse_worker/guard.py",
          "synapse_worker/inspection.py",
          "synapse_worker/limits.py",
          "synapse_worker/lines.py",
          "synapse_worker/lost_driver.py",
          "synapse_worker/messages.py",
          "synapse_worker/pictures.py",
          "synapse_worker/plugin.py",
          "synapse_worker/processes.py",
          "synapse_worker/program.py",
          "synapse_worker/ray_calls.py",
          "synapse_worker/requirements.py",
          "synapse_worker/run.py",
          "synapse_worker/signals.py",
          "synapse_worker/sources.py",
          "synapse_worker/streams.py",
          "synapse_worker/values.py",
          "synapse_worker/views.py",
          "synapse_worker/worker.py");

  private static final int SHOWN_DIGITS = 16;

  private final Path folder;

  private PythonCode(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks the files, or finds them unpacked; files that were changed or lost are written anew.
   *
   * @param environment the variables that say where caches are kept
   * @throws OperationFailedException when they can be written nowhere
   */
  public static PythonCode unpack(Map<String, String> environment) {
    Map<String, byte[]> contents = contents();
    String name = digest(contents).substring(0, SHOWN_DIGITS);
    try {
      return unpackIn(cache(environment).resolve(name), contents);
    } catch (IOException e) {
      return unpackInTemporaryFolder(contents, e);
    }
  }

  /** Takes files of the code. */
  @FunctionalInterface
  public interface Sink {

    /** Takes one, with its path below the code's folder. */
    void put(String name, byte[] content) throws IOException;
  }

  /** Gives all files, in a fixed order. */
  public void forEach(Sink sink) throws IOException {
    for (Map.Entry<String, byte[]> file : contents().entrySet()) {
      sink.put(file.getKey(), file.getValue());
    }
  }

  /** The file of one of the programs. */
  public Path program(String name) {
    return folder.resolve(name);
  }

  /** As the XDG base directory specification has it; relative paths don't count there. */
  private static Path cache(Map<String, String> environment) {
    String named = environment.getOrDefault("XDG_CACHE_HOME", "");
    Path caches =
        named.startsWith("/") ? Path.of(named) : Path.of(System.getProperty("user.home"), ".cache");
    return caches.resolve("synapse").resolve("python");
  }

  private static PythonCode unpackIn(Path folder, Map<String, byte[]> contents) throws IOException {
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      Path target = folder.resolve(file.getKey());
      if (!Files.exists(target) || !Arrays.equals(Files.readAllBytes(target), file.getValue())) {
        write(target, file.getValue());
      }
    }
    return new PythonCode(folder);
  }

  /** Others may read the file meanwhile, or write it as well. */
  private static void write(Path target, byte[] content) throws IOException {
    Files.createDirectories(target.getParent());
    Path unfinished = Files.createTempFile(target.getParent(), ".unpacked", ".tmp");
    try {
      Files.write(unfinished, content);
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /** A home that is read-only, or none, is common in containers. */
  private static PythonCode unpackInTemporaryFolder(
      Map<String, byte[]> contents, IOException reason) {
    try {
      Path folder = Files.createTempDirectory("synapse-python-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteQuietly(folder)));
      return unpackIn(folder, contents);
    } catch (IOException e) {
      throw new OperationFailedException(
          "the worker for plugins in Python can be written neither to the cache ("
              + reason
              + ") nor to a temporary folder ("
              + e
              + "); set XDG_CACHE_HOME to a folder that can be written to",
          e);
    }
  }

  private static void deleteQuietly(Path folder) {
    try {
      FileTree.delete(folder);
    } catch (IOException e) {
      // The system clears its temporary folder.
    }
  }

  private static Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new TreeMap<>();
    FILES.forEach(name -> contents.put(name, content(name)));
    return contents;
  }

  private static byte[] content(String name) {
    try (InputStream stream = PythonCode.class.getResourceAsStream("code/" + name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing in this program's jar");
      }
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(Map<String, byte[]> contents) {
    MessageDigest digest = Sha256.start();
    contents.forEach(
        (name, content) -> {
          digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
          digest.update(content);
        });
    return HexFormat.of().formatHex(digest.digest());
  }
}
