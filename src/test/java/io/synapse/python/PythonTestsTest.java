package io.synapse.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.NeedsPython;
import io.synapse.testing.Pythons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The tests in Python, {@code src/test/python}, in every version of Python that is here. Some of
 * them are skipped where numpy, matplotlib or Pillow are missing; with {@code
 * -Dsynapse.test.requireAll=true} not in the interpreter that {@code -Dsynapse.test.python} names.
 * Those that need Ray run in the one that {@code -Dsynapse.test.rayPython} names, and nowhere else.
 */
@NeedsPython
class PythonTestsTest {

  private static final Path CODE = Path.of("src", "main", "python").toAbsolutePath();
  private static final Path TESTS = Path.of("src", "test", "python").toAbsolutePath();

  /** Of a test, or of all in a file. */
  private static final Pattern SKIPPED = Pattern.compile("(^| )skipped ['\"]");

  private static final String NEEDS_RAY = "'needs ray'";

  @TestFactory
  Stream<DynamicTest> theTestsInPythonPass() {
    Path named = Pythons.require();
    return Pythons.all().stream()
        .map(python -> DynamicTest.dynamicTest(python.toString(), () -> check(python, named)));
  }

  @Test
  @Tag("ray")
  void theTestsWithRayPass() throws IOException, InterruptedException {
    Path python = Pythons.requireWithRay();

    assertThat(run(python, "test_ray_*.py")).doesNotContainPattern(SKIPPED);
  }

  private static void check(Path python, Path named) throws IOException, InterruptedException {
    String output = run(python, "test*.py");
    if (python.equals(named) && Boolean.getBoolean("synapse.test.requireAll")) {
      assertNothingSkipped(output);
    }
  }

  private static String run(Path python, String files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(python.toString(), "-X", "utf8"));
    command.addAll(List.of("-m", "unittest", "discover", "-v", "-p", files, "-s", "" + TESTS));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
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
    assertThat(output.lines().filter(line -> SKIPPED.matcher(line).find()))
        .as("name an interpreter that has what these need with -Dsynapse.test.python")
        .allMatch(line -> line.contains(NEEDS_RAY));
  }
}
