package io.synapse.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Programs that some tests need and that an ordinary machine may lack. */
public final class InstalledTools {

  private InstalledTools() {}

  /**
   * Skips the calling test, visibly, when a program is not on the PATH; with {@code
   * -Dsynapse.test.requireAll=true} fails it instead.
   */
  public static void require(String program) {
    boolean found = isOnPath(program);
    if (!found && Boolean.getBoolean("synapse.test.requireAll")) {
      throw new AssertionError("this test needs '" + program + "' on the PATH");
    }
    assumeTrue(found, "needs '" + program + "' on the PATH");
  }

  private static boolean isOnPath(String program) {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
