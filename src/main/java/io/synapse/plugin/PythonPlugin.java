package io.synapse.plugin;

import io.synapse.files.Sha256;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import io.synapse.python.PythonInspection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** A plugin of functions in a Python file, looked into by the interpreter that is to run it. */
public final class PythonPlugin implements Plugin {

  private static final String TRAIN = "train";
  private static final String TUNE = "tune";

  private final PythonPluginFile file;
  private final List<Path> classPath;
  private final PythonInspection inspection;
  private final Optional<HyperparameterSchema> schema;

  private PythonPlugin(PythonPluginFile file, List<Path> classPath, PythonInspection inspection) {
    this.file = file;
    this.classPath = List.copyOf(classPath);
    this.inspection = inspection;
    this.schema = SchemaFile.beside(file.path()).map(SchemaFile::parse);
  }

  /**
   * A plugin that was looked into.
   *
   * @param classPath its file, then where it finds more modules
   * @throws InvalidInputException when it cannot be imported or its functions cannot be called;
   *     with every problem
   */
  public static PythonPlugin of(
      PythonPluginFile file, List<Path> classPath, PythonInspection inspection) {
    inspection
        .failure()
        .ifPresent(
            failure -> {
              throw new InvalidInputException(
                  "the plugin " + file.path() + " cannot be imported: " + failure.line());
            });
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
    return new PythonPlugin(file, classPath, inspection);
  }

  /** The interpreter that runs it, and what is installed there. */
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
    return inspection.functions().contains(TRAIN);
  }

  @Override
  public boolean supportsTune() {
    return inspection.functions().contains(TUNE);
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
