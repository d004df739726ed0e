package io.synapse.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.testing.Pythons;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tests in Python, {@code src/test/python}, in every version of Python that is here. */
class PythonTestsTest {

  private static final Path CODE = Path.of("src", "main", "python").toAbsolutePath();
  private static final Path TESTS = Path.of("src", "test", "python").toAbsolutePath();

  @TestFactory
  Stream<DynamicTest> theTestsInPythonPass() {
    return Pythons.all().stream()
        .map(python -> DynamicTest.dynamicTest(python.toString(), () -> run(python)));
  }

  private static void run(Path python) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                python.toString(), "-X", "utf8", "-m", "unittest", "discover", "-s", "" + TESTS)
            .redirectErrorStream(true);
    builder.environment().put("PYTHONPATH", CODE.toString());
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).containsPattern("Ran [1-9][0-9]+ tests");
  }
}
