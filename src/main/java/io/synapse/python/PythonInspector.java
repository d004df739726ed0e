package io.synapse.python;

import io.synapse.files.FileTree;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Looks into plugins in Python, each in a child process: it imports them, and whatever their code
 * does there costs that process alone.
 */
public final class PythonInspector {

  /** The oldest Python that workers run on. */
  static final List<Integer> OLDEST = List.of(3, 9);

  /** Large libraries on slow file systems take minutes. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private static final int SHOWN_LINES = 3;

  private final PythonCode code;

  /**
   * An inspector.
   *
   * @param code the program to run
   */
  public PythonInspector(PythonCode code) {
    this.code = code;
  }

  /**
   * Looks into a plugin. Waits for the child process, which is ended when this thread is
   * interrupted.
   *
   * @param interpreter the program to run it with
   * @param classPath the plugin's file, then where it finds more modules
   * @throws InvalidInputException when the interpreter is none or too old, or ends on the plugin
   */
  public PythonInspection inspect(Path interpreter, List<Path> classPath) {
    try {
      Path folder = Files.createTempDirectory("synapse-inspection-");
      try {
        return inspect(interpreter, classPath, folder);
      } finally {
        FileTree.delete(folder);
      }
    } catch (IOException e) {
      throw new OperationFailedException(
          "the plugin " + classPath.get(0) + " cannot be looked into: " + e.getMessage(), e);
    }
  }

  private PythonInspection inspect(Path interpreter, List<Path> classPath, Path folder)
      throws IOException {
    Path result = folder.resolve("result.json");
    Path output = folder.resolve("output.log");
    Process process = start(interpreter, classPath, result, output);
    int status = await(process, classPath.get(0));
    if (!Files.exists(result)) {
      throw new InvalidInputException(
          "%s cannot be used as Python 3 (it ended with status %d%s); name another interpreter with \"python\" in the job file or with --python"
              .formatted(interpreter, status, lastLines(output)));
    }
    if (status != 0) {
      throw new InvalidInputException(
          "%s ended with status %d when it imported the plugin %s%s"
              .formatted(interpreter, status, classPath.get(0), lastLines(output)));
    }
    PythonInspection found = InspectionJson.read(interpreter, Files.readString(result));
    refuseTooOld(found);
    return found;
  }

  private Process start(Path interpreter, List<Path> classPath, Path result, Path output) {
    List<String> words = new ArrayList<>(List.of(interpreter.toString(), "-X", "utf8"));
    words.add(code.program(PythonCode.INSPECTION).toString());
    words.add(result.toString());
    classPath.forEach(path -> words.add(path.toString()));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.redirectOutput(output.toFile());
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s cannot be run: %s; name a Python 3.9 or later with 'python' in the job or --python"
              .formatted(interpreter, e.getMessage()));
    }
  }

  private static int await(Process process, Path plugin) {
    try {
      if (process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
        return process.exitValue();
      }
      throw new InvalidInputException(
          "importing the plugin %s took more than %d minutes; what takes long belongs into its functions"
              .formatted(plugin, LONGEST.toMinutes()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationFailedException("interrupted while the plugin was looked into", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  /** Whether a version, such as {@code 3.11.7}, is one that workers run on. */
  static boolean isRecentEnough(String version) {
    List<Integer> parts = List.of(version.split("\\.")).stream().map(Integer::valueOf).toList();
    return parts.get(0) > OLDEST.get(0)
        || (parts.get(0).equals(OLDEST.get(0)) && parts.get(1) >= OLDEST.get(1));
  }

  private static void refuseTooOld(PythonInspection found) {
    if (!isRecentEnough(found.version())) {
      throw new InvalidInputException(
          "%s is Python %s, and plugins need 3.9 or later; name another with 'python' in the job or --python"
              .formatted(found.interpreter(), found.version()));
    }
  }

  /** Of what it printed, the end, where the reason mostly stands. */
  private static String lastLines(Path output) throws IOException {
    String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
    return last.isEmpty() ? "" : "; it printed: " + String.join(" / ", last);
  }
}
