package io.synapse.cli.scaffold;

import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;

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
    StringWriter told = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ENGLISH, StandardCharsets.UTF_8)) {
      var units = files.getJavaFileObjectsFromPaths(javaFiles(sources));
      boolean compiled = compiler.getTask(told, files, null, options(classes), null, units).call();
      if (!compiled) {
        throw new OperationFailedException("the new plugin can't be compiled: " + told);
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
