package io.synapse.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import io.synapse.testing.Pythons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests in Python, {@code src/test/python}, in every version of Python that is here. Some of
 * them are skipped where numpy, matplotlib or Pillow are missing; with {@code
 * -Dsynapse.test.requireAll=true} not in the interpreter that {@code -Dsynapse.test.python} names.
 */
@NeedsPython
class PythonTestsTest {

  private static final Path CODE = Path.of("src", "main", "python").toAbsolutePath();
  private static final Path TESTS = Path.of("src", "test", "python").toAbsolutePath();

  @TestFactory
  Stream<DynamicTest> theTestsInPythonPass() {
    Path named = Pythons.require();
    return Pythons.all().stream()
        .map(python -> DynamicTest.dynamicTest(python.toString(), () -> check(python, named)));
  }

  private static void check(Path python, Path named) throws IOException, InterruptedException {
    String output = run(python);
    if (python.equals(named) && Boolean.getBoolean("synapse.test.requireAll")) {
      assertNothingSkipped(output);
    }
  }

  private static String run(Path python) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                python.toString(),
                "-X",
                "utf8",
                "-m",
                "unittest",
                "discover",
                "-v",
                "-s",
                "" + TESTS)
            .redirectErrorStream(true);
    builder.environment().put("PYTHONPATH", CODE.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).containsPattern("Ran [1-9][0-9]+ tests");
    return output;
  }

  private static void assertNothingSkipped(String output) {
    assertThat(output.lines().filter(line -> line.contains(" ... skipped ")))
        .as("name an interpreter that has what these need with -Dsynapse.test.python")
        .isEmpty();
    assertThat(output).doesNotContainPattern("OK \\(.*skipped=");
  }
}
