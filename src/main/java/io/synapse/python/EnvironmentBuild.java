package io.synapse.python;

import io.synapse.python.Interpreter.Origin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

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
    return new Interpreter(made, Origin.INSTALLED);
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
}
