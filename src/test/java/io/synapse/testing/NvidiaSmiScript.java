package io.synapse.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A shell script that stands in for {@code nvidia-smi}. */
public final class NvidiaSmiScript {

  private final Path folder;

  /** A stand-in in a folder of its own, which is made. */
  public NvidiaSmiScript(Path folder) {
    this.folder = folder;
  }

  /** Lists devices, and what processes use of them as {@code pid, MiB}. */
  public NvidiaSmiScript listing(List<String> devices, List<String> processes) throws IOException {
    return doing(
        """
        case "$*" in
          "--query-gpu=index --format=csv,noheader") cat <<'END'
        %sEND
          ;;
          "--query-compute-apps=pid,used_gpu_memory --format=csv,noheader,nounits") cat <<'END'
        %sEND
          ;;
          *) echo "unknown: $*"; exit 2
        esac
        """
            .formatted(lines(devices), lines(processes)));
  }

  private static String lines(List<String> lines) {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /** Does what a script says. */
  public NvidiaSmiScript doing(String script) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(file(), "#!/bin/sh\n" + script);
    if (!file().toFile().setExecutable(true)) {
      throw new IOException("cannot be made executable: " + file());
    }
    return this;
  }

  /** The script. */
  public Path file() {
    return folder.resolve("nvidia-smi");
  }

  /** A value of {@code PATH} on which it is found first. */
  public String path() {
    return folder + File.pathSeparator + System.getenv("PATH");
  }
}
