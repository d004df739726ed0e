package io.synapse.execute.process;

import java.util.List;
import java.util.Optional;

/** The heap that the options of a worker's virtual machine give it. */
final class HeapOptions {

  private static final String MOST = "-Xmx";

  private HeapOptions() {}

  /** What a person can do about a heap that is too small. */
  static String hint(List<String> javaOptions) {
    Optional<String> most =
        javaOptions.stream()
            .filter(option -> option.startsWith(MOST))
            .reduce((first, second) -> second)
            .map(option -> option.substring(MOST.length()));
    return most.map(size -> "a worker's heap is " + size + " at most here; ").orElse("")
        + "give it more with --worker-java-opts=-Xmx8g, or run fewer trials at once";
  }
}
