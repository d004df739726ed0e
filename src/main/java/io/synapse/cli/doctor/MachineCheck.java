package io.synapse.cli.doctor;

import io.synapse.execute.resources.MachineResources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;

/** Looks at the processors and devices that trials would share. */
public final class MachineCheck {

  private static final Path NVIDIA_DRIVER = Path.of("/proc/driver/nvidia/version");

  private MachineCheck() {}

  /** What is found: processors, then devices. */
  public static List<Finding> look(Map<String, String> variables) {
    MachineResources machine = MachineResources.detect(variables);
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.ok("cpus", shown(machine.cpus())));
    findings.add(gpus(machine));
    return findings;
  }

  private static Finding gpus(MachineResources machine) {
    if (!machine.gpus().isEmpty()) {
      return Finding.ok("gpus", Integer.toString(machine.gpus().size()));
    }
    return Files.exists(NVIDIA_DRIVER)
        ? Finding.limited(
            "gpus",
            "NVIDIA's driver is loaded, and nvidia-smi lists no device",
            "see that nvidia-smi is on the PATH and works, and what CUDA_VISIBLE_DEVICES says")
        : Finding.ok("gpus", "none");
  }

  private static String shown(double cpus) {
    return cpus == Math.rint(cpus) ? Long.toString((long) cpus) : Double.toString(cpus);
  }

  /** Looks at the Java that runs this program, and its workers. */
  public static final class JavaCheck {

    private static final String PART = "java";

    private JavaCheck() {}

    /** What is found. */
    public static Finding look() {
      String found =
          "%s in %s".formatted(System.getProperty("java.version"), System.getProperty("java.home"));
      return ToolProvider.getSystemJavaCompiler() == null
          ? Finding.limited(
              PART,
              found + ", without a compiler",
              "to build plugins in Java, install a JDK 17 or later (Debian, Ubuntu: apt install"
                  + " openjdk-17-jdk-headless)")
          : Finding.ok(PART, found);
    }
  }
}
