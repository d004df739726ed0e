package io.synapse.execute.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The command that starts a worker.
 *
 * @param words the program and its arguments
 * @param leadsGroup whether the process it starts leads a process group of its own
 */
public record WorkerCommand(List<String> words, boolean leadsGroup) {

  /**
   * Options that every worker in Java gets. What crash reports are for is the trial's log; native
   * memory is not for a debugger.
   */
  public static final List<String> JAVA_OPTIONS =
      List.of(
          "-XX:+ErrorFileToStdout",
          "-XX:-CreateCoredumpOnCrash",
          "-Djava.awt.headless=true",
          "-Dfile.encoding=UTF-8",
          "-Dstdout.encoding=UTF-8",
          "-Dstderr.encoding=UTF-8",
          "-Dsun.stdout.encoding=UTF-8",
          "-Dsun.stderr.encoding=UTF-8");

  private static final int NATIVE_ACCESS_SINCE = 22;

  /**
   * A worker in Java, of the same Java and the same synapse as this process.
   *
   * @param options for its virtual machine; later ones win
   * @param mainClass the worker's
   */
  static WorkerCommand java(List<String> options, Class<?> mainClass) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(JAVA_OPTIONS);
    if (Runtime.version().feature() >= NATIVE_ACCESS_SINCE) {
      words.add("--enable-native-access=ALL-UNNAMED");
    }
    words.addAll(options);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
    return of(words);
  }

  /**
   * Any program. It is started so that a Ctrl-C in the terminal, which goes to every process there,
   * doesn't end it: the driver asks trials to end, and keeps what they did.
   */
  public static WorkerCommand of(List<String> program) {
    Optional<Path> ownGroup = onPath("setsid");
    List<String> words = new ArrayList<>();
    if (ownGroup.isPresent()) {
      words.add(ownGroup.get().toString());
    } else {
      words.addAll(List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    }
    words.addAll(program);
    return new WorkerCommand(List.copyOf(words), ownGroup.isPresent());
  }

  private static Optional<Path> onPath(String program) {
    String path = System.getenv("PATH");
    return Arrays.stream(path == null ? new String[0] : path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
