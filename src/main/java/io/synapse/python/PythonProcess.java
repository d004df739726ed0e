package io.synapse.python;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs an interpreter to its end, and ends it, with whatever it started, when this process ends
 * first, also by SIGKILL: its standard input is a pipe that ends then.
 */
final class PythonProcess {

  /** Neither the variables of Python nor modules in the current folder change what it does. */
  private static final List<String> OPTIONS = List.of("-I", "-u", "-X", "utf8", "-c");

  /**
   * Runs a module as {@code python -m} does. A thread waits for the end of standard input, and the
   * process leads a group, so that what it started can be ended with it.
   */
  private static final String GUARDED_MODULE =
      """
      import os, runpy, signal, sys, threading

      def end_with_parent(pipe):
          while os.read(pipe, 1):
              pass
          os.killpg(0, signal.SIGKILL)

      os.setsid()
      pipe = os.dup(0)
      os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
      threading.Thread(target=end_with_parent, args=(pipe,), daemon=True).start()
      sys.argv = sys.argv[1:]
      runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
      """;

  private static final long SECONDS_TO_END = 5;

  private final Path folder;
  private final Map<String, String> variables;

  /**
   * Processes of one kind.
   *
   * @param folder where they run
   * @param variables their environment
   */
  PythonProcess(Path folder, Map<String, String> variables) {
    this.folder = folder;
    this.variables = Map.copyOf(variables);
  }

  /**
   * Runs a module to its end, like {@code python -m}.
   *
   * @param words the module and its arguments
   * @param lines is told each line of its output and error
   * @return its exit status
   * @throws IOException when it cannot be started, or this process is ended meanwhile
   */
  int runModule(Path executable, List<String> words, Consumer<String> lines) throws IOException {
    List<String> all = new ArrayList<>(List.of(GUARDED_MODULE));
    all.addAll(words);
    return run(executable, all, lines);
  }

  /** Runs a short script, likewise. */
  int runScript(Path executable, String script, Consumer<String> lines) throws IOException {
    return run(executable, List.of(script), lines);
  }

  private int run(Path executable, List<String> words, Consumer<String> lines) throws IOException {
    List<String> command = new ArrayList<>(List.of(executable.toString()));
    command.addAll(OPTIONS);
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    Process process = builder.redirectErrorStream(true).start();
    AtomicBoolean exiting = new AtomicBoolean();
    Thread atExit = new Thread(() -> end(process, exiting), "synapse-python-end");
    try {
      Runtime.getRuntime().addShutdownHook(atExit);
      int status = listen(process, lines);
      if (exiting.get()) {
        throw new InterruptedIOException("this process is being ended");
      }
      return status;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      end(process);
      forget(atExit);
    }
  }

  private static int listen(Process process, Consumer<String> lines)
      throws IOException, InterruptedException {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.accept(line);
      }
    }
    return process.waitFor();
  }

  private static void end(Process process, AtomicBoolean exiting) {
    exiting.set(true);
    end(process);
  }

  /** Asks it to end, with its group, and ends it if it doesn't. */
  private static void end(Process process) {
    List<ProcessHandle> started = process.descendants().toList();
    try {
      process.getOutputStream().close();
      process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has ended, or will be ended right now.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private static void forget(Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // This process is being ended, and the hook is at work.
    }
  }

  /** The last lines that a program printed, for a message. */
  static final class OutputTail {

    private static final int MOST_LINES = 300;
    private static final int MOST_QUOTED = 15;
    private static final int MOST_CHARACTERS = 200;

    private final Deque<String> lines = new ArrayDeque<>();

    /** Takes a line. */
    void add(String line) {
      if (line.isBlank()) {
        return;
      }
      if (lines.size() == MOST_LINES) {
        lines.removeFirst();
      }
      lines.addLast(shortened(line.stripTrailing()));
    }

    /** What follows a mark in the lines that start with it. */
    List<String> after(String mark) {
      return lines.stream()
          .filter(line -> line.startsWith(mark))
          .map(line -> line.substring(mark.length()))
          .toList();
    }

    /** Whether a line has one of some texts in it. */
    boolean mentions(List<String> texts) {
      return lines.stream().anyMatch(line -> texts.stream().anyMatch(line::contains));
    }

    /**
     * To end a message with: the very last lines, indented, after a colon; nothing when there are
     * none.
     */
    String quoted() {
      return lines.isEmpty()
          ? ""
          : lines.stream()
              .skip(Math.max(0, lines.size() - MOST_QUOTED))
              .map(line -> "\n  " + line)
              .collect(Collectors.joining("", ":", ""));
    }

    private static String shortened(String line) {
      return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
    }
  }
}
