package io.synapse.cli.doctor;

import javax.tools.ToolProvider;

/** Looks at the Java that runs this program, and its workers. */
public final class JavaCheck {

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
