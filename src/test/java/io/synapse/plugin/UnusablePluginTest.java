package io.synapse.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.problem.InvalidInputException;
import io.synapse.testing.PluginBuild;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way in which a plugin can be unusable says what is wrong and what to do. */
class UnusablePluginTest {

  private static final int MAJOR_VERSION_AT = 7;

  @TempDir Path folder;
  private PluginBuild build;
  private Path jar;

  @BeforeEach
  void aBuild() {
    build = new PluginBuild(folder.resolve("plugin"));
    jar = folder.resolve("plugin.jar");
  }

  @Test
  void aMissingFile() {
    assertRefused("plugin.jar is not there; check the path, or build the plugin");
  }

  @Test
  void aFileThatIsNoJar() throws IOException {
    Files.writeString(jar, "hello");
    assertRefused("is no jar, or is damaged");
    Files.write(jar, new byte[0]);
    assertRefused("is no jar, or is damaged");
  }

  @Test
  void aJarCutShort() throws IOException {
    byte[] good = Files.readAllBytes(build.trainPlugin("Fine").jar(jar));
    Files.write(jar, Arrays.copyOf(good, good.length / 2));
    assertRefused("is no jar, or is damaged");
  }

  @Test
  void aFolderWithoutClassesPointsToTheBuiltOnes() throws IOException {
    Path project = folder.resolve("project");
    Path classes = build.trainPlugin("Built").classes();
    Files.createDirectories(project.resolve("target"));
    Files.move(classes, project.resolve("target/classes"));
    jar = project;
    assertRefused(
        "holds no class files of its own; did you mean " + project.resolve("target/classes"));
    Files.writeString(project.resolve("target/mine.jar"), "x");
    assertRefused("give a jar in it: " + project.resolve("target/mine.jar"));
  }

  @Test
  void aJarWithoutAnyPlugin() {
    build.source("mine.Other", "public class Other {}").jar(jar);
    assertRefused("names no plugin; write a class that implements io.synapse.api.TrainPlugin");
  }

  @Test
  void aJarWithoutAServiceFileNamesItsClasses() {
    build
        .source(
            "mine.Forgotten",
            "public class Forgotten implements TrainPlugin, TunePlugin {"
                + PluginBuild.TRAIN.formatted("null")
                + PluginBuild.TUNE.formatted("null")
                + "}")
        .jar(jar);
    assertRefused(
        "add the file META-INF/services/io.synapse.api.TrainPlugin with the line mine.Forgotten,"
            + " and add the file META-INF/services/io.synapse.api.TunePlugin with the line"
            + " mine.Forgotten");
  }

  @Test
  void aServiceFileThatNamesAMissingClassHasAHint() {
    build.trainPlugin("Digits").service(TrainPlugin.class, "mine.Digit").jar(jar);
    assertRefused("names the class mine.Digit, which is not there");
    assertRefused("did you mean 'mine.Digits'?");
  }

  @Test
  void aClassThatTheJarHoldsDamaged() throws IOException {
    byte[] bytes = Files.readAllBytes(build.trainPlugin("Good").jar(jar));
    String name = "mine/Good.class";
    int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(name) + name.length();
    Arrays.fill(bytes, data + 10, data + 60, (byte) 0xFF);
    Files.write(jar, bytes);
    Throwable thrown = assertRefused("plugin.jar is damaged: the class mine.Good is in it");
    assertThat(thrown).hasMessageEndingWith("; build it anew").hasMessageNotContaining("mean");
  }

  @Test
  void aServiceFileThatHoldsNoClassName() {
    build.trainPlugin("Digits").service(TrainPlugin.class, "mine/Digits.class").jar(jar);
    assertRefused("holds 'mine/Digits.class', which is no class name");
  }

  @Test
  void aServiceFileForTheWrongInterface() {
    build.trainPlugin("Digits").service(TunePlugin.class, "mine.Digits").jar(jar);
    assertRefused("does not implement io.synapse.api.TunePlugin; implement it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          class Bad implements TrainPlugin { public Bad() {} %s }               | must be public and not abstract
          public abstract class Bad implements TrainPlugin { %s }               | must be public and not abstract
          public class Bad implements TrainPlugin { Bad() {} %s }               | no public constructor without arguments
          public class Bad implements TrainPlugin { public Bad(int i) {} %s }   | no public constructor without arguments
          """)
  void aClassThatCannotBeMade(String code, String message) {
    bad(code.formatted(PluginBuild.TRAIN.formatted("null")));
    assertRefused(message);
  }

  @Test
  void anInnerClass() {
    build
        .source(
            "mine.Outer",
            "public class Outer { public class Inner implements TrainPlugin {"
                + PluginBuild.TRAIN.formatted("null")
                + "} }")
        .service(TrainPlugin.class, "mine.Outer$Inner")
        .jar(jar);
    assertRefused("is an inner class; make it static");
  }

  @Test
  void aConstructorThatThrows() {
    bad(
        "public class Bad implements TrainPlugin { public Bad() {"
            + " throw new IllegalStateException(\"no licence\"); } "
            + PluginBuild.TRAIN.formatted("null")
            + "}");
    Throwable thrown =
        assertRefused("its constructor threw java.lang.IllegalStateException: no licence");
    assertThat(thrown.getCause()).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aStaticInitialiserThatThrows() {
    bad(
        "public class Bad implements TrainPlugin { static final int N = Integer.parseInt(\"x\"); "
            + PluginBuild.TRAIN.formatted("null")
            + "}");
    assertRefused("a static initialiser threw java.lang.NumberFormatException");
  }

  @Test
  void aStaticInitialiserOfAnotherClassThatThrows() {
    build.source("mine.Other", "class Other { static int n = Integer.parseInt(\"x\"); }");
    bad(
        "public class Bad implements TrainPlugin { int n = Other.n; "
            + PluginBuild.TRAIN.formatted("null")
            + "}");
    assertRefused("threw java.lang.NumberFormatException: For input string: \"x\"");
  }

  @Test
  void aMissingLibraryIsNamed() {
    Path library = folder.resolve("library.jar");
    new PluginBuild(folder.resolve("library"))
        .source("lib.Base", "public class Base {}")
        .jar(library);
    build.library(library);
    bad(
        "public class Bad extends lib.Base implements TrainPlugin { "
            + PluginBuild.TRAIN.formatted("null")
            + "}");
    assertRefused(
        "needs the class lib.Base, which is not there; give the jar that holds it with a"
            + " second -p");
  }

  @Test
  void aLibraryMissingInTheConstructorIsNamed() {
    Path library = folder.resolve("library.jar");
    new PluginBuild(folder.resolve("library"))
        .source("lib.Base", "public class Base {}")
        .jar(library);
    build.library(library);
    bad(
        "public class Bad implements TrainPlugin { Object base = new lib.Base(); "
            + PluginBuild.TRAIN.formatted("null")
            + "}");
    assertRefused("needs the class lib.Base");
  }

  @Test
  void aPluginCompiledForANewerJava() throws IOException {
    Path classes = build.trainPlugin("Modern").classes();
    Path file = classes.resolve("mine/Modern.class");
    byte[] bytes = Files.readAllBytes(file);
    bytes[MAJOR_VERSION_AT] = 120;
    Files.write(file, bytes);
    jar = classes;
    int running = Runtime.version().feature();
    assertRefused(
        "is compiled for Java 76 (class file version 120), and this is Java "
            + running
            + "; run synapse on Java 76 or newer, or compile the plugin with --release "
            + running);
  }

  @Test
  void aDamagedClass() throws IOException {
    Path classes = build.trainPlugin("Damaged").classes();
    Files.writeString(classes.resolve("mine/Damaged.class"), "not a class");
    jar = classes;
    assertRefused("cannot be loaded (java.lang.ClassFormatError");
  }

  @Test
  void aFolderBelowTheClassesFolder() {
    Path classes = build.trainPlugin("Deep").classes();
    PluginBuild wrong = new PluginBuild(folder.resolve("wrong"));
    Path target = wrong.service(TrainPlugin.class, "Deep").classes();
    try {
      Files.copy(classes.resolve("mine/Deep.class"), target.resolve("Deep.class"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    jar = target;
    assertRefused("lies in the wrong folder");
  }

  @Test
  void aJarThatIsWrongCanBeReplacedAndLoaded() throws IOException {
    bad(
        "public class Bad implements TrainPlugin { public Bad() { throw new RuntimeException(); } "
            + PluginBuild.TRAIN.formatted("null")
            + "}");
    assertRefused("java.lang.RuntimeException");
    Files.delete(jar);
    new PluginBuild(folder.resolve("good")).trainPlugin("Good").jar(jar);
    try (JavaPlugin plugin = PluginLoader.load(List.of(jar), Optional.empty())) {
      assertThat(plugin.name()).isEqualTo("Good");
    }
  }

  @Test
  void aBrokenSchemaIsToldWhenItIsAskedFor() {
    build.trainPlugin("Schemed").resource("hyperparameters.schema.json", "{\"type\": \"objekt\"}");
    build.jar(jar);
    try (JavaPlugin plugin = PluginLoader.load(List.of(jar), Optional.empty())) {
      assertThatThrownBy(plugin::schema)
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("plugin.jar!/hyperparameters.schema.json")
          .hasMessageContaining("objekt");
    }
  }

  private void bad(String code) {
    build.source("mine.Bad", code).service(TrainPlugin.class, "mine.Bad").jar(jar);
  }

  private Throwable assertRefused(String message) {
    Throwable thrown = catchThrowable(() -> PluginLoader.load(List.of(jar), Optional.empty()));
    assertThat(thrown).isInstanceOf(InvalidInputException.class).hasMessageContaining(message);
    return thrown;
  }
}
