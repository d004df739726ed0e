package io.synapse.cli.scaffold;

import io.synapse.files.FileTree;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;

/**
 * A plugin in Java: a Maven project that has the API to compile against in its folder {@code lib}.
 *
 * @param name the plugin's name
 * @param version synapse's version
 * @param compiler builds the plugin at once, so that its jobs run before Maven does; empty where
 *     this Java has none
 */
public record JavaProject(PluginName name, String version, Optional<JavaCompiler> compiler)
    implements PluginProject {

  private static final String SOURCES = "src/main/java/plugin/";
  private static final String RESOURCES = "src/main/resources/";
  private static final String TESTS = "src/test/java/plugin/";
  private static final String CLASSES = "target/classes";

  private static final List<String> FILES =
      List.of(
          "README.md",
          SOURCES + "@CLASS@.java",
          SOURCES + "Line.java",
          SOURCES + "Point.java",
          SOURCES + "Points.java",
          RESOURCES + "hyperparameters.schema.json",
          RESOURCES + "META-INF/services/io.synapse.api.TrainPlugin",
          RESOURCES + "META-INF/services/io.synapse.api.TunePlugin",
          "train.json",
          "tune.json",
          "data/points.csv",
          TESTS + "@CLASS@Test.java",
          TESTS + "FileDataset.java",
          TESTS + "RecordingRun.java",
          "pom.xml",
          ".mvn/maven.config",
          ".gitignore");

  @Override
  public List<String> writeTo(Path folder) throws IOException {
    ApiLibrary api = ApiLibrary.ofThisProgram(version);
    ProjectTemplates templates = templates(api);
    List<String> written = new ArrayList<>();
    for (String file : FILES) {
      written.add(templates.write(file, folder));
    }
    Path jar = api.writeTo(folder.resolve("lib"));
    written.add("lib");
    if (compiler.isPresent()) {
      build(compiler.get(), jar, folder);
      written.add(CLASSES);
    }
    return written;
  }

  private ProjectTemplates templates(ApiLibrary api) {
    return new ProjectTemplates(
        "java",
        Map.of(
            "NAME", name.text(),
            "CLASS", name.className(),
            "ARTIFACT", name.artifact(),
            "API_VERSION", api.version()));
  }

  private static void build(JavaCompiler compiler, Path jar, Path folder) throws IOException {
    Path classes = folder.resolve(CLASSES);
    Files.createDirectories(classes.getParent());
    FileTree.copyWhole(folder.resolve(RESOURCES), classes);
    new PluginCompiler(compiler, jar).compile(folder.resolve(SOURCES), classes);
  }

  @Override
  public Optional<String> buildCommand() {
    return compiler.isPresent() ? Optional.empty() : Optional.of("mvn package");
  }

  @Override
  public String testCommand() {
    return "mvn test";
  }

  /**
   * Compiles a new plugin as its pom does.
   *
   * @param compiler this Java's compiler
   * @param api the jar of the API
   */
  record PluginCompiler(JavaCompiler compiler, Path api) {

    /**
     * Compiles every source.
     *
     * @param sources the folder of the sources
     * @param classes the root of the compiled classes; it exists
     */
    void compile(Path sources, Path classes) throws IOException {
      StringWriter reported = new StringWriter();
      try (StandardJavaFileManager files =
          compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8)) {
        var units = files.getJavaFileObjectsFromPaths(javaFiles(sources));
        boolean compiled =
            compiler.getTask(reported, files, null, options(classes), null, units).call();
        if (!compiled) {
          throw new OperationFailedException("the new plugin can't be compiled: " + reported);
        }
      }
    }

    private List<String> options(Path classes) {
      return List.of(
          "--release",
          "17",
          "-proc:none",
          "-g",
          "-encoding",
          "UTF-8",
          "-cp",
          api.toString(),
          "-d",
          classes.toString());
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
      try (Stream<Path> files = Files.list(folder)) {
        return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
      }
    }
  }
}
