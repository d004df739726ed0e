package io.synapse.execute.resources;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the driver's own program about devices; without it there are none. */
final class NvidiaSmi {

  private static final Logger LOG = LoggerFactory.getLogger(NvidiaSmi.class);
  private static final String PROGRAM = "nvidia-smi";
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(15);
  private static final long BYTES_PER_MIB = 1 << 20;

  private final Optional<Path> program;
  private final Duration longestAnswer;

  private NvidiaSmi(Optional<Path> program, Duration longestAnswer) {
    this.program = program;
    this.longestAnswer = longestAnswer;
  }

  /** The program that a shell with this environment would find. */
  static NvidiaSmi onPath(Map<String, String> environment) {
    return onPath(environment, LONGEST_ANSWER);
  }

  /** The same program, given up after a certain time. */
  static NvidiaSmi onPath(Map<String, String> environment, Duration longestAnswer) {
    String path = environment.getOrDefault("PATH", "");
    return new NvidiaSmi(
        Arrays.stream(path.split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, PROGRAM))
            .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
            .findFirst(),
        longestAnswer);
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
  private List<String> answer(Process asked) throws IOException, InterruptedException {
    CompletableFuture<String> said = new CompletableFuture<>();
    Thread reader = new Thread(() -> read(asked, said), "synapse-nvidia-smi");
    reader.setDaemon(true);
    reader.start();
    try {
      // The answer ends when nobody can write it any more: a process that was left behind counts.
      String answer = said.get(longestAnswer.toMillis(), TimeUnit.MILLISECONDS);
      boolean ended = asked.waitFor(longestAnswer.toMillis(), TimeUnit.MILLISECONDS);
      return ended && asked.exitValue() == 0 ? answer.lines().toList() : List.of();
    } catch (TimeoutException e) {
      LOG.warn("nvidia-smi gave no answer within {}; no GPU is counted", longestAnswer);
      return List.of();
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      asked.destroyForcibly();
    }
  }

  private static void read(Process asked, CompletableFuture<String> said) {
    try {
      said.complete(new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      said.complete("");
    }
  }
}
