package io.synapse.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Python interpreters that some tests need. {@code -Dsynapse.test.python=PATH} names the one to
 * use, such as that of an environment with scikit-learn, and {@code -Dsynapse.test.rayPython=PATH}
 * one with Ray, {@code -Dsynapse.test.readersPython=PATH} one with TensorBoard and pandas, {@code
 * -Dsynapse.test.mlflowPython=PATH} one with MLflow; else it is {@code python3} on the PATH. With
 * {@code -Dsynapse.test.requireAll=true} a test fails where it would else be skipped.
 */
public final class Pythons {

  private static final int OLDEST = 9;
  private static final int NEWEST = 14;

  private Pythons() {}

  /** An interpreter; skips the calling test, visibly, where there is none. */
  public static Path require() {
    return required("python3 (3.9 or later)", "synapse.test.python", "pass");
  }

  /** An interpreter that can import a module, such as {@code sklearn}. */
  public static Path requireWith(String module) {
    return required("a Python with " + module, "synapse.test.python", "import " + module);
  }

  /** An interpreter that has Ray with all that its tune needs, and scikit-learn. */
  public static Path requireWithRay() {
    return required(
        "a Python with ray[tune] and scikit-learn",
        "synapse.test.rayPython",
        "import sklearn, ray.tune");
  }

  /** An interpreter that has TensorBoard and pandas: they read what we write for other tools. */
  public static Path requireWithReaders() {
    return required(
        "a Python with tensorboard and pandas",
        "synapse.test.readersPython",
        "import pandas, tensorboard");
  }

  /** An interpreter that has MLflow with its tracking server. */
  public static Path requireWithMlflow() {
    return required("a Python with mlflow", "synapse.test.mlflowPython", "import mlflow.server");
  }

  /** One interpreter of every version that is on the PATH, and {@link #require}'s. */
  public static List<Path> all() {
    List<Path> all = new ArrayList<>(List.of(require()));
    IntStream.rangeClosed(OLDEST, NEWEST)
        .mapToObj(minor -> interpreter("python3." + minor, "pass"))
        .flatMap(Optional::stream)
        .filter(found -> !all.contains(found))
        .forEach(all::add);
    return all;
  }

  private static Path required(String what, String property, String code) {
    String program = System.getProperty(property, "");
    Optional<Path> found = interpreter(program.isEmpty() ? "python3" : program, code);
    if (found.isEmpty() && Boolean.getBoolean("synapse.test.requireAll")) {
      throw new AssertionError("this test needs " + what + "; name it with -D" + property);
    }
    assumeTrue(found.isPresent(), "needs " + what);
    return found.get();
  }

  /** The interpreter behind a program, which may be a script that chooses one. */
  private static Optional<Path> interpreter(String program, String code) {
    String check =
        "import sys; assert sys.version_info >= (3, "
            + OLDEST
            + "); "
            + code
            + "; print('executable', sys.executable)";
    try {
      Process process =
          new ProcessBuilder(program, "-c", check)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      boolean works = process.waitFor() == 0;
      return Optional.of(output.replaceFirst("(?s).*executable ", ""))
          .filter(path -> works && !path.isEmpty())
          .map(Path::of);
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }
}
