package io.synapse.python;

import io.synapse.problem.OperationFailedException;
import io.synapse.python.Interpreter.InterpreterOrigin;
import io.synapse.python.PythonProcess.OutputTail;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes one environment and installs into it. */
final class EnvironmentBuild {

  /** What a user's settings of pip may say that would install elsewhere. */
  private static final List<String> ELSEWHERE = List.of("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT");

  private static final List<String> PIP_INSTALL =
      List.of(
          "pip",
          "install",
          "--no-input",
          "--disable-pip-version-check",
          "--progress-bar",
          "off",
          "-r");

  private final Interpreter base;
  private final BasePython facts;
  private final Path requirements;
  private final Consumer<String> progress;
  private final PythonProcess processes;

  /**
   * A build that has not begun.
   *
   * @param facts of the base
   * @param requirements what to install
   * @param progress is told short lines
   */
  EnvironmentBuild(
      Interpreter base,
      BasePython facts,
      Path requirements,
      Map<String, String> variables,
      Consumer<String> progress) {
    this.base = base;
    this.facts = facts;
    this.requirements = requirements;
    this.progress = progress;
    this.processes = new PythonProcess(requirements.getParent(), ownVariables(variables));
  }

  private static Map<String, String> ownVariables(Map<String, String> variables) {
    Map<String, String> own = new HashMap<>(variables);
    ELSEWHERE.forEach(own::remove);
    own.put("PIP_USER", "0");
    return own;
  }

  /**
   * Builds.
   *
   * @param place where nothing is yet
   * @return the environment's interpreter
   */
  Interpreter at(Path place) throws IOException {
    progress.accept("making an environment of Python " + facts.version() + " at " + place);
    Files.createDirectories(place.getParent());
    make(place, base.executable(), List.of("venv", "--without-pip", place.toString()));
    Path made = new EnvironmentFolder(place).interpreter().orElseThrow();
    // venv would do the same and keep to itself why it failed.
    make(place, made, List.of("ensurepip", "--upgrade", "--default-pip"));
    install(made, place);
    return new Interpreter(made, InterpreterOrigin.INSTALLED);
  }

  private void make(Path place, Path executable, List<String> words) throws IOException {
    OutputTail output = new OutputTail();
    if (processes.runModule(executable, words, output::add) != 0) {
      throw InstallationFailure.ofVenv(base, facts, place, output);
    }
  }

  private void install(Path made, Path place) throws IOException {
    progress.accept("installing what " + requirements + " asks for");
    OutputTail output = new OutputTail();
    List<String> words = new ArrayList<>(PIP_INSTALL);
    words.add(requirements.getFileName().toString());
    int status =
        processes.runModule(
            made,
            words,
            line -> {
              output.add(line);
              PipProgress.of(line).ifPresent(progress);
            });
    if (status != 0) {
      throw InstallationFailure.ofPip(base, requirements, place, output);
    }
  }

  /** What pip prints, in as few words as tell how far it is. */
  static final class PipProgress {

    private static final int MOST_CHARACTERS = 120;

    /**
     * What is told of a line: the groups of the pattern it has. Metadata that newer versions of pip
     * load first, and what is there already, are not told.
     */
    private static final List<Pattern> TOLD =
        List.of(
            Pattern.compile("((?:Collecting|Processing|Obtaining) .+?)(?: \\(from .*)?"),
            Pattern.compile(
                "(Downloading |Using cached )(?:\\S*/)?(\\S+(?<!\\.metadata))( \\([^)]*\\))?"),
            Pattern.compile("(Cloning \\S+).*"),
            Pattern.compile("(Building wheel for \\S+) .*: started"),
            Pattern.compile("(Installing )collected packages: (.*)"));

    private PipProgress() {}

    /** A short line for a line of pip's; empty when it tells nothing new. */
    static Optional<String> of(String line) {
      return TOLD.stream()
          .map(pattern -> pattern.matcher(line.strip()))
          .filter(Matcher::matches)
          .map(PipProgress::groups)
          .map(PipProgress::shortened)
          .findFirst();
    }

    private static String groups(Matcher matcher) {
      StringBuilder text = new StringBuilder();
      for (int group = 1; group <= matcher.groupCount(); group++) {
        text.append(Optional.ofNullable(matcher.group(group)).orElse(""));
      }
      return text.toString();
    }

    private static String shortened(String text) {
      return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + "…";
    }
  }

  /** Says why an environment could not be made, and what to do about it. */
  static final class InstallationFailure {

    private static final List<String> FULL = List.of("No space left on device", "quota exceeded");
    private static final List<String> NO_VENV =
        List.of("No module named venv", "No module named ensurepip", "ensurepip is ");

    private static final String FREE_SPACE =
        "the disk is full; free some space there or where temporary files go (TMPDIR), or choose a"
            + " store on another disk with --store";
    private static final String OWN_ENVIRONMENT =
        "make an environment yourself and name it with \"python\" in the job file or with --python";

    private InstallationFailure() {}

    /** {@code venv} ended with a failure. */
    static OperationFailedException ofVenv(
        Interpreter base, BasePython facts, Path place, OutputTail output) {
      String what =
          "no virtual environment can be made at %s with %s -m venv: "
              .formatted(place, base.executable());
      if (output.mentions(FULL)) {
        return new OperationFailedException(what + FREE_SPACE);
      }
      if (output.mentions(NO_VENV)) {
        String minor = facts.version().replaceFirst("^(\\d+\\.\\d+).*", "$1");
        return new OperationFailedException(
            what
                + "this Python comes without venv or ensurepip; install them (Debian, Ubuntu: apt"
                + " install python3-venv, or python%s-venv), or %s"
                    .formatted(minor, OWN_ENVIRONMENT));
      }
      return new OperationFailedException(what + "instead, " + OWN_ENVIRONMENT + output.quoted());
    }

    /** pip ended with a failure. */
    static OperationFailedException ofPip(
        Interpreter base, Path requirements, Path place, OutputTail output) {
      String what = "what %s asks for cannot be installed at %s: ".formatted(requirements, place);
      if (output.mentions(FULL)) {
        return new OperationFailedException(what + FREE_SPACE);
      }
      return new OperationFailedException(
          what
              + "pip install -r %s failed in a new environment of %s; correct the file, or %s. pip's last words"
                  .formatted(requirements.getFileName(), base.executable(), OWN_ENVIRONMENT)
              + output.quoted());
    }

    /** A file or a program failed. */
    static OperationFailedException of(Path place, IOException cause) {
      if (cause instanceof InterruptedIOException) {
        return new OperationFailedException(
            "installing was interrupted, and nothing of it is used; start again to install anew",
            cause);
      }
      String text = String.valueOf(cause.getMessage());
      String reason =
          FULL.stream().anyMatch(text::contains)
              ? FREE_SPACE
              : cause + "; change that, or choose another store with --store";
      return new OperationFailedException(
          "no virtual environment can be made at %s: %s".formatted(place, reason), cause);
    }
  }
}
