package io.synapse.python;

import io.synapse.files.FileTree;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.python.PythonInspector.PythonInspection.ImportFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  /** Reads what the inspecting program wrote. */
  static final class InspectionJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private InspectionJson() {}

    /**
     * Reads it.
     *
     * @param started the program that was started; it may be a script that chooses an interpreter
     */
    static PythonInspection read(Path started, String json) {
      JsonNode found = MAPPER.readTree(json);
      return new PythonInspection(
          text(found, "executable").filter(path -> !path.isBlank()).map(Path::of).orElse(started),
          found.get("version").asString(),
          packages(found),
          text(found, "requirements").map(Path::of),
          texts(found, "missing"),
          text(found, "error")
              .map(line -> new ImportFailure(line, text(found, "trace").orElse(line))),
          texts(found, "functions"),
          texts(found, "problems"),
          text(found, "plugin_version"),
          texts(found, "sources").stream().map(Path::of).toList());
    }

    private static Map<String, String> packages(JsonNode found) {
      Map<String, String> packages = new LinkedHashMap<>();
      found
          .path("packages")
          .properties()
          .forEach(entry -> packages.put(entry.getKey(), entry.getValue().asString()));
      return packages;
    }

    private static Optional<String> text(JsonNode found, String name) {
      JsonNode value = found.path(name);
      return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    private static List<String> texts(JsonNode found, String name) {
      return StreamSupport.stream(found.path(name).spliterator(), false)
          .map(JsonNode::asString)
          .toList();
    }
  }

  /**
   * What a child process found out about a plugin and the Python that is to run it.
   *
   * @param interpreter the interpreter itself, where a script was named that starts one
   * @param version of Python, such as {@code 3.12.4}
   * @param packages what is installed, name to version
   * @param requirements the plugin's {@code requirements.txt}, if there is one
   * @param missing the lines of it that ask for what is not there; then the plugin was not imported
   * @param failure why the plugin cannot be imported
   * @param functions those of {@code train} and {@code tune} that the plugin has
   * @param problems what is wrong with them
   * @param pluginVersion its {@code __version__}
   * @param sources the files of its code
   */
  public record PythonInspection(
      Path interpreter,
      String version,
      Map<String, String> packages,
      Optional<Path> requirements,
      List<String> missing,
      Optional<ImportFailure> failure,
      List<String> functions,
      List<String> problems,
      Optional<String> pluginVersion,
      List<Path> sources) {

    /**
     * Why a plugin cannot be imported.
     *
     * @param line for a message
     * @param trace the whole traceback
     */
    public record ImportFailure(String line, String trace) {}
  }
}
