package io.synapse.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import io.synapse.python.Interpreter.InterpreterOrigin;
import io.synapse.python.Interpreter.NamedInterpreter;
import io.synapse.testing.Pythons;
import io.synapse.testing.RayScript;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RayInterpreterTest {

  @TempDir Path root;

  private final Map<String, String> variables = new HashMap<>(System.getenv());

  @Test
  void theFirstPythonOnThePathThatHasRayIsTaken() throws IOException {
    program("plain", "echo 'synapse-facts: version 3.12.1'");
    Path first = ray("first", "3.11.7", "2.60.0");
    ray("second", "3.13.0", "2.61.0");
    onPath("missing", "plain", "first", "second");

    RayInterpreter found = find();

    assertThat(found)
        .isEqualTo(
            new RayInterpreter(new Interpreter(first, InterpreterOrigin.RAY), "3.11.7", "2.60.0"))
        .hasToString("2.60.0 with Python 3.11.7 in " + first + " (the Python that has Ray)");
  }

  @Test
  void aProgramThatDoesNotAnswerIsPassedOver() throws IOException {
    program("shims", "echo 'python3: command not found' >&2; exit 127");
    Path next = ray("next", "3.11.7", "2.60.0");
    onPath("shims", "next");

    assertThat(find().interpreter().executable()).isEqualTo(next);
  }

  @Test
  void oneThatIsTooOldIsPassedOver() throws IOException {
    ray("old", "3.11.7", "2.9.3");
    Path next = ray("next", "3.9.0", "2.40.0");
    onPath("old", "next");

    assertThat(find().interpreter().executable()).isEqualTo(next);
  }

  @ParameterizedTest
  @CsvSource({"3.8.18, 2.60.0", "3.11.7, 2.39.0", "3.11.7, 1.13.0"})
  void whenAllAreTooOldThatIsTold(String python, String ray) throws IOException {
    Path old = ray("old", python, ray);
    onPath("old");

    assertThatThrownBy(this::find)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "%s is Python %s with Ray %s, and --executor ray needs Python 3.9 with Ray 2.40, or"
                + " later; update it, or name another with --ray-python",
            old, python, ray);
    assertThatThrownBy(() -> find(old)).hasMessageStartingWith("--ray-python: " + old);
  }

  @ParameterizedTest
  @CsvSource({"3.9.0, 2.40.0", "3.14.0, 3.0.0", "3.11.7, 2.100.0", "3.11.7, nightly"})
  void laterVersionsWillDo(String python, String ray) throws IOException {
    Path later = ray("later", python, ray);
    onPath("later");

    assertThat(find().interpreter().executable()).isEqualTo(later);
  }

  @Test
  void noneIsAnErrorThatTellsWhereWasLookedAndHowToGetOne() throws IOException {
    Path one = program("one", "echo 'synapse-facts: version 3.12.1'");
    Path two = program("two", "echo 'synapse-facts: version 3.9.1'");
    onPath("one", "two");

    assertThatThrownBy(this::find)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--executor ray needs a Python with Ray, and none of these has it: %s, %s; install it"
                + " with '%s -m pip install ray', or name a Python that has it with --ray-python",
            one, two, one);
    onPath("missing");
    assertThatThrownBy(this::find)
        .hasMessageContaining("there is no python3 on the PATH")
        .hasMessageContaining("'python3 -m pip install ray'");
  }

  @Test
  void theOneThatIsNamedIsTakenAlone() throws IOException {
    Path named = ray("named", "3.11.7", "2.60.0");
    ray("other", "3.11.7", "2.61.0");
    Path plain = program("plain", "echo 'synapse-facts: version 3.12.1'");
    onPath("other");

    assertThat(find(named).interpreter()).isEqualTo(new Interpreter(named, InterpreterOrigin.RAY));
    assertThatThrownBy(() -> find(plain))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "--ray-python: %s has no Ray; install it with '%s -m pip install ray'", plain, plain);
    assertThatThrownBy(() -> find(root.resolve("none")))
        .hasMessageStartingWith("--ray-python: there is no " + root.resolve("none"));
  }

  @Test
  void aRealPythonIsAskedForItsRay() {
    Path python = Pythons.requireWithRay();

    assertThat(find(python).ray()).matches("\\d+\\.\\d+.*");
  }

  private RayInterpreter find() {
    return RayInterpreter.find(Optional.empty(), variables);
  }

  private RayInterpreter find(Path python) {
    NamedInterpreter named =
        new NamedInterpreter(python.toString(), python, Optional.empty(), InterpreterOrigin.RAY);
    return RayInterpreter.find(Optional.of(named), variables);
  }

  private Path ray(String folder, String python, String ray) throws IOException {
    return RayScript.of(root.resolve(folder).resolve("python3"), python, ray, "").file();
  }

  private Path program(String folder, String text) throws IOException {
    Path file = Files.createDirectories(root.resolve(folder)).resolve("python3");
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  private void onPath(String... folders) {
    variables.put(
        "PATH",
        Arrays.stream(folders)
            .map(folder -> root.resolve(folder).toString())
            .collect(Collectors.joining(File.pathSeparator)));
  }
}
