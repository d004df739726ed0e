package io.synapse.execute;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * What this machine offers to trials.
 *
 * @param cpus processors, limits of containers counted
 * @param gpus devices
 */
public record MachineResources(double cpus, double gpus) {

  /** What can be found out: the JVM's processors and the devices that {@code nvidia-smi} lists. */
  public static MachineResources detect() {
    return new MachineResources(Runtime.getRuntime().availableProcessors(), listedGpus());
  }

  private static long listedGpus() {
    try {
      Process listing =
          new ProcessBuilder("nvidia-smi", "--list-gpus").redirectErrorStream(true).start();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(listing.getInputStream(), StandardCharsets.UTF_8))) {
        return lines.lines().filter(line -> line.startsWith("GPU ")).count();
      }
    } catch (IOException e) {
      // Without the program there is no device that could be given out.
      return 0;
    }
  }
}
