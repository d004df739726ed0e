package io.synapse.execute.resources;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the driver's own program about devices; without it there are none. */
final class NvidiaSmi {

  private static final Logger LOG = LoggerFactory.getLogger(NvidiaSmi.class);
  private static final String PROGRAM = "nvidia-smi";
  private static final long LONGEST_ANSWER_S = 15;
  private static final long BYTES_PER_MIB = 1 << 20;

  private final Optional<Path> program;

  private NvidiaSmi(Optional<Path> program) {
    this.program = program;
  }

  /** The program that a shell with this environment would find. */
  static NvidiaSmi onPath(Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", "");
    return new NvidiaSmi(
        Arrays.stream(path.split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, PROGRAM))
            .filter(Files::isExecutable)
            .findFirst());
  }

  /** The indices of all devices. */
  List<String> deviceIds() {
    return lines("--query-gpu=index", "--format=csv,noheader").stream()
        .map(String::strip)
        .filter(line -> line.matches("\\d+"))
        .toList();
  }

  /** How many bytes of all devices' memory each process uses. */
  Map<Long, Long> memoryByProcess() {
    Map<Long, Long> bytes = new HashMap<>();
    for (String line :
        lines("--query-compute-apps=pid,used_gpu_memory", "--format=csv,noheader,nounits")) {
      String[] cells = line.split(",");
      if (cells.length == 2 && isNumber(cells[0]) && isNumber(cells[1])) {
        long used = Long.parseLong(cells[1].strip()) * BYTES_PER_MIB;
        bytes.merge(Long.parseLong(cells[0].strip()), used, Long::sum);
      }
    }
    return bytes;
  }

  private static boolean isNumber(String text) {
    return text.strip().matches("\\d{1,18}");
  }

  private List<String> lines(String... arguments) {
    if (program.isEmpty()) {
      return List.of();
    }
    String[] words = new String[arguments.length + 1];
    words[0] = program.get().toString();
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    try {
      return answer(new ProcessBuilder(words).redirectErrorStream(true).start());
    } catch (IOException e) {
      LOG.warn("{} cannot be run; no GPU is counted", words[0], e);
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return List.of();
    }
  }

  /** A driver that hangs must not hang us. */
  private static List<String> answer(Process asked) throws IOException, InterruptedException {
    CompletableFuture<String> said = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(asked, said), "synapse-nvidia-smi");
    reader.setDaemon(true);
    reader.start();
    if (!asked.waitFor(LONGEST_ANSWER_S, TimeUnit.SECONDS)) {
      asked.destroyForcibly();
      LOG.warn("nvidia-smi gave no answer within {} s; no GPU is counted", LONGEST_ANSWER_S);
      return List.of();
    }
    reader.join();
    return asked.exitValue() == 0 ? said.getNow("").lines().toList() : List.of();
  }

  private static void read(Process asked, CompletableFuture<String> said) {
    try {
      said.complete(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      said.complete("");
    }
  }
}
