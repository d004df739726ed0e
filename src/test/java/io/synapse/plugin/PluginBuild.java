package io.synapse.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Builds small plugins as an author would: sources, javac, service files, jar. */
final class PluginBuild {

  /** The body of a class that implements {@link TrainPlugin}. */
  static final String TRAIN =
      "public Object train(TrainRun run, Dataset dataset, Hyperparameters h, Checkpoint c)"
          + " throws Exception { return %s; }";

  /** The body of a class that implements {@link TunePlugin}. */
  static final String TUNE =
      "public Object tune(Hyperparameters h, TrainRun run, Dataset dataset, Checkpoint c)"
          + " throws Exception { return %s; }";

  private final Path sources;
  private final Path classes;
  private final List<Path> libraries = new ArrayList<>();

  PluginBuild(Path folder) {
    this.sources = create(folder.resolve("sources"));
    this.classes = create(folder.resolve("classes"));
  }

  private static Path create(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A plugin class in package {@code mine} whose train returns null, named in the service file. */
  PluginBuild trainPlugin(String name) {
    return source(
            "mine." + name,
            "public class " + name + " implements TrainPlugin {" + TRAIN.formatted("null") + "}")
        .service(TrainPlugin.class, "mine." + name);
  }

  /** Adds a class with the API imported. */
  PluginBuild source(String className, String code) {
    String owner = className.substring(0, className.lastIndexOf('.'));
    return file(
        sources,
        className.replace('.', '/') + ".java",
        "package " + owner + "; import io.synapse.api.*; " + code);
  }

  /** Writes a service file. */
  PluginBuild service(Class<?> api, String... lines) {
    return resource("META-INF/services/" + api.getName(), String.join("\n", lines) + "\n");
  }

  /** Adds a file beside the classes. */
  PluginBuild resource(String name, String content) {
    return file(classes, name, content);
  }

  /** Adds a jar to compile against. */
  PluginBuild library(Path jar) {
    libraries.add(jar);
    return this;
  }

  /** Compiles into a folder of classes. */
  Path classes() {
    List<Path> files = below(sources).filter(file -> file.toString().endsWith(".java")).toList();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options = List.of("-d", classes.toString(), "-cp", classPath(), "-proc:none");
      boolean compiled =
          files.isEmpty()
              || compiler
                  .getTask(
                      messages,
                      manager,
                      null,
                      options,
                      null,
                      manager.getJavaFileObjects(files.toArray(Path[]::new)))
                  .call();
      assertThat(compiled).as(messages.toString()).isTrue();
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles and packs a jar. */
  Path jar(Path jar) {
    Path content = classes();
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path file : below(content).sorted().toList()) {
        out.putNextEntry(new JarEntry(content.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String classPath() {
    List<String> parts = new ArrayList<>();
    parts.add(
        Path.of(TrainPlugin.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString());
    libraries.forEach(library -> parts.add(library.toString()));
    return String.join(File.pathSeparator, parts);
  }

  private static Stream<Path> below(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private PluginBuild file(Path folder, String name, String content) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
