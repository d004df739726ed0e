package io.synapse.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that stands in for a Python with Ray: it tells versions, and as the bridge to a cluster
 * says one line and waits for the end of its input.
 */
public final class RayScript {

  private static final String TEXT =
      """
      #!/bin/sh
      if [ "$1" = -I ]; then
        echo 'synapse-facts: version %s'
        echo 'synapse-facts: ray %s'
      else
        read -r first
        printf '%%s\\n' "$first" > "$0.first"
        echo '%s'
        cat > /dev/null
      fi
      """;

  private final Path file;

  private RayScript(Path file) {
    this.file = file;
  }

  /** One that answers as Ray 2.60.0 does. */
  public static RayScript saying(Path file, String line) throws IOException {
    return of(file, "3.11.7", "2.60.0", line);
  }

  /** One with certain versions. */
  public static RayScript of(Path file, String python, String ray, String line) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, TEXT.formatted(python, ray, line));
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
    return new RayScript(file);
  }

  /** The program. */
  public Path file() {
    return file;
  }

  /** The first line that was said to it as the bridge. */
  public String first() throws IOException {
    return Files.readString(Path.of(file + ".first"));
  }
}
