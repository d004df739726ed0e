package io.synapse.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * A made-up checkout with a copy of the real {@code bin/synapse}, and a PATH that holds the
 * ordinary programs and what the test puts there, but neither Java nor Maven.
 */
final class LauncherCheckout {

  /** A stand-in for Java that prints its arguments, each with a NUL at its end. */
  static final String PRINT_ARGUMENTS = "printf '%s\\0' \"$@\"\n";

  /** A stand-in for Maven that leaves a build, and notes its folder and arguments. */
  static final String BUILD =
      """
      echo "$(pwd -P): $*" >>"$MAVEN_LOG"
      mkdir -p target/lib
      : >target/synapse-1.0.jar
      """;

  private static final List<String> ORDINARY_PROGRAMS =
      List.of(
          "cat",
          "find",
          "ln",
          "locale",
          "mkdir",
          "readlink",
          "rm",
          "rmdir",
          "sed",
          "sleep",
          "touch",
          "uname");

  private static final int LONGEST_S = 60;

  private final Path folder;
  private final Path home;
  private final Path programs;

  /** What the last {@link #run} or {@link #end} saw. */
  record Outcome(int status, String output, String errors) {

    List<String> arguments() {
      return Arrays.stream(output.split("\0", -1)).toList().subList(0, count(output));
    }

    private static int count(String output) {
      return (int) output.chars().filter(sign -> sign == 0).count();
    }

    /** What stands after {@code -jar}: the jar and the user's arguments. */
    List<String> afterJar() {
      return arguments().subList(arguments().indexOf("-jar") + 1, arguments().size());
    }
  }

  LauncherCheckout(Path folder) throws IOException {
    this.folder = folder;
    this.home = folder.toRealPath().resolve("체크아웃 with blanks");
    this.programs = Files.createDirectories(folder.resolve("programs"));
    Files.createDirectories(home.resolve("bin"));
    Files.copy(Path.of("bin/synapse"), launcher(), StandardCopyOption.COPY_ATTRIBUTES);
    write(home.resolve("pom.xml"), "<project/>");
    write(home.resolve("src/main/java/Main.java"), "class Main {}");
    for (String program : ORDINARY_PROGRAMS) {
      executable(programs.resolve(program), "exec %s \"$@\"\n".formatted(whereIs(program)));
    }
  }

  private static Path whereIs(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(place -> Path.of(place, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow();
  }

  Path home() {
    return home;
  }

  Path launcher() {
    return home.resolve("bin/synapse");
  }

  Path jar() {
    return home.resolve("target/synapse-1.0.jar");
  }

  /** Leaves a build that is newer than the sources. */
  LauncherCheckout built() throws IOException {
    age(home.resolve("pom.xml"));
    age(home.resolve("src/main/java/Main.java"));
    age(home.resolve("src/main/java"));
    age(home.resolve("src/main"));
    write(jar(), "");
    write(home.resolve("target/synapse-1.0-api.jar"), "");
    Files.createDirectories(home.resolve("target/lib"));
    return this;
  }

  /** A jar that starts the classes that this test runs with. */
  LauncherCheckout withRealJar() throws IOException {
    Manifest manifest = new Manifest();
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    attributes.put(Attributes.Name.MAIN_CLASS, Main.class.getName());
    attributes.put(
        Attributes.Name.CLASS_PATH,
        Arrays.stream(System.getProperty("java.class.path").split(":"))
            .map(entry -> Path.of(entry).toUri().toString())
            .collect(Collectors.joining(" ")));
    try (OutputStream file = Files.newOutputStream(jar())) {
      new JarOutputStream(file, manifest).close();
    }
    return this;
  }

  private static void age(Path path) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().minusSeconds(3600)));
  }

  /** Puts a shell script on the PATH; as {@code java} it says to be version 17. */
  LauncherCheckout with(String program, String script) throws IOException {
    String version = program.equals("java") ? javaVersion("17.0.1") : "";
    executable(programs.resolve(program), version + script);
    return this;
  }

  /** The part of a stand-in for Java that answers {@code -version}. */
  static String javaVersion(String version) {
    return "[ \"$1\" = -version ] && { echo 'openjdk version \"" + version + "\"' >&2; exit; }\n";
  }

  static void executable(Path file, String script) throws IOException {
    write(file, "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /** How often the stand-in for Maven ran, and with what. */
  List<String> builds() throws IOException {
    Path log = folder.resolve("maven.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  Outcome run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  Outcome run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher().toString()));
    command.addAll(List.of(arguments));
    return end(start("run", environment, command));
  }

  /**
   * Starts a command with an input of one line, {@code input}.
   *
   * @param name names the files of its output
   */
  Started start(String name, Map<String, String> environment, List<String> command)
      throws IOException {
    Path input = folder.resolve("input");
    write(input, "input");
    Path output = folder.resolve(name + ".output");
    Path errors = folder.resolve(name + ".errors");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> clean = new TreeMap<>(environment);
    clean.putIfAbsent("PATH", programs.toString());
    clean.putIfAbsent("MAVEN_LOG", folder.resolve("maven.log").toString());
    clean.putIfAbsent("LC_ALL", "C.UTF-8");
    builder.environment().clear();
    builder.environment().putAll(clean);
    builder.redirectInput(input.toFile());
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    return new Started(builder.start(), output, errors);
  }

  /** A process that was started. */
  record Started(Process process, Path output, Path errors) {

    String errorsSoFar() throws IOException {
      return Files.readString(errors, StandardCharsets.UTF_8);
    }
  }

  Outcome end(Started started) throws IOException, InterruptedException {
    if (!started.process().waitFor(LONGEST_S, TimeUnit.SECONDS)) {
      started.process().destroyForcibly();
      throw new AssertionError("didn't end; it wrote: " + started.errorsSoFar());
    }
    return new Outcome(
        started.process().exitValue(),
        Files.readString(started.output(), StandardCharsets.UTF_8),
        started.errorsSoFar());
  }
}
