package io.synapse.plugin;

import io.synapse.files.Sha256;
import io.synapse.plugin.HyperparameterSchema.SchemaFile;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import io.synapse.python.Interpreter;
import io.synapse.python.PythonInspector.PythonInspection;
import io.synapse.python.PythonInspector.PythonInspection.ImportFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A plugin of functions in a Python file, looked into by the interpreter that is to run it. */
public final class PythonPlugin implements Plugin {

  private static final String TRAIN = "train";
  private static final String TUNE = "tune";
  private static final String NOT_INSTALLED = "ModuleNotFoundError";
  private static final String RELATIVE_IMPORT = "attempted relative import";
  private static final int MOST_TRACE_LINES = 40;

  private final PythonPluginFile file;
  private final List<Path> classPath;
  private final Interpreter interpreter;
  private final PythonInspection inspection;
  private final Optional<HyperparameterSchema> schema;

  private PythonPlugin(
      PythonPluginFile file,
      List<Path> classPath,
      Interpreter interpreter,
      PythonInspection inspection) {
    this.file = file;
    this.classPath = List.copyOf(classPath);
    this.interpreter = interpreter;
    this.inspection = inspection;
    this.schema = SchemaFile.beside(file.path()).map(SchemaFile::parse);
  }

  /**
   * A plugin that was looked into.
   *
   * @param classPath its file, then where it finds more modules
   * @param interpreter what runs it
   * @param inspection what was found; of a plugin that was not imported, because packages are still
   *     to be installed, the best is supposed
   * @throws InvalidInputException when it cannot be imported or its functions cannot be called;
   *     with every problem
   */
  public static PythonPlugin of(
      PythonPluginFile file,
      List<Path> classPath,
      Interpreter interpreter,
      PythonInspection inspection) {
    if (inspection.missing().isEmpty()) {
      check(file, interpreter, inspection);
    }
    return new PythonPlugin(file, classPath, interpreter, inspection);
  }

  private static void check(
      PythonPluginFile file, Interpreter interpreter, PythonInspection inspection) {
    if (inspection.failure().isPresent()) {
      ImportFailure failure = inspection.failure().get();
      throw new InvalidInputException(
          "the plugin %s cannot be imported: %s%s\n%s"
              .formatted(
                  file.path(),
                  failure.line(),
                  remedy(failure.line(), interpreter),
                  end(failure.trace())));
    }
    if (!inspection.problems().isEmpty()) {
      throw new InvalidInputException(
          inspection.problems().stream()
              .map(
                  problem ->
                      new Problem(
                          Optional.empty(), "", "the plugin " + file.path() + ": " + problem))
              .toList());
    }
    if (inspection.functions().isEmpty()) {
      throw new InvalidInputException(
          "the plugin %s has neither train nor tune; define train(run, dataset, hyperparameter, checkpoint, **kwargs)"
              .formatted(file.path()));
    }
  }

  /** The author's own code failed, and its trace says where; the end says most. */
  private static String end(String trace) {
    List<String> lines = trace.lines().toList();
    int left = Math.max(0, lines.size() - MOST_TRACE_LINES);
    return (left > 0 ? "  …\n" : "")
        + lines.stream().skip(left).map(line -> "  " + line).collect(Collectors.joining("\n"));
  }

  private static String remedy(String failure, Interpreter interpreter) {
    if (failure.contains(RELATIVE_IMPORT)) {
      return "; a plugin is no part of a package: import what lies beside it without the dot";
    }
    return failure.contains(NOT_INSTALLED)
        ? "; install it for %s, or name it in a requirements.txt beside the plugin and give --install"
            .formatted(interpreter)
        : "";
  }

  /** What runs it. */
  public Interpreter interpreter() {
    return interpreter;
  }

  /** What is known of the Python that runs it, and of what is installed there. */
  public PythonInspection python() {
    return inspection;
  }

  /** The file's name without its ending. */
  @Override
  public String name() {
    return file.name();
  }

  @Override
  public String qualifiedName() {
    return file.name();
  }

  @Override
  public boolean supportsTrain() {
    return has(TRAIN);
  }

  @Override
  public String howToTrain() {
    return "define train(run, dataset, hyperparameter, checkpoint, **kwargs) in " + file.path();
  }

  @Override
  public boolean supportsTune() {
    return has(TUNE);
  }

  private boolean has(String function) {
    return inspection.functions().contains(function) || !inspection.missing().isEmpty();
  }

  @Override
  public Optional<HyperparameterSchema> schema() {
    return schema;
  }

  @Override
  public Optional<String> version() {
    return inspection.pluginVersion();
  }

  /** SHA-256 over the names and contents of its file and of the modules beside it that it uses. */
  @Override
  public String fingerprint() {
    MessageDigest digest = Sha256.start();
    Path folder = file.path().getParent();
    for (Path source : inspection.sources()) {
      try {
        byte[] content = Files.readAllBytes(source);
        String name = folder.relativize(source).toString();
        digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
      } catch (IOException e) {
        throw new InvalidInputException(
            "the plugin's " + source + " cannot be read: " + e.getMessage());
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public List<Path> classPath() {
    return classPath;
  }

  @Override
  public void close() {
    // Nothing is held: its code runs in other processes.
  }
}
