package io.synapse.execute.provider;

import io.synapse.execute.resources.WorkerShare;
import io.synapse.files.DiskSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;

/** What a plan says of where trials run and what each of them gets, line by line. */
public final class ExecutionDescription {

  private static final String MAX_HEAP = "-Xmx";

  /** A labelled line; a line without a label belongs to the one before it. */
  public record Line(String label, String text) {}

  private final WorkerShare share;
  private final boolean inPython;
  private final List<String> javaOptions;
  private final DoubleFunction<String> numbers;
  private final List<Line> lines = new ArrayList<>();

  /**
   * A description without lines.
   *
   * @param share what each worker gets
   * @param inPython whether the plugin is in Python, so that workers have no heap
   * @param javaOptions what the user gives the workers' virtual machines
   * @param numbers how a number is written
   */
  public ExecutionDescription(
      WorkerShare share,
      boolean inPython,
      List<String> javaOptions,
      DoubleFunction<String> numbers) {
    this.share = share;
    this.inPython = inPython;
    this.javaOptions = javaOptions;
    this.numbers = numbers;
  }

  /** What was added, in its order. */
  public List<Line> lines() {
    return List.copyOf(lines);
  }

  void add(String label, String text) {
    lines.add(new Line(label, text));
  }

  void addJavaOptions() {
    if (!inPython && !javaOptions.isEmpty()) {
      add("worker java", String.join(" ", javaOptions));
    }
  }

  String cpus() {
    return counted(share.cpus(), "CPU");
  }

  /** The heap of a worker on this machine; empty when it has none. */
  Optional<String> heap() {
    // The user's options come after those of the share.
    return heap(heap(javaOptions).or(() -> heap(share.javaOptions())).orElse("any size"));
  }

  /** The heap of a worker on a node; empty when it has none. */
  Optional<String> heapOnNode() {
    Optional<String> given = heap(javaOptions);
    return given.isPresent() || inPython
        ? given.flatMap(this::heap)
        : Optional.of("a share of its node's memory");
  }

  private Optional<String> heap(String size) {
    return inPython ? Optional.empty() : Optional.of("a heap of " + size);
  }

  /** Of several options the last one counts. */
  private static Optional<String> heap(List<String> options) {
    return options.stream()
        .filter(option -> option.startsWith(MAX_HEAP))
        .reduce((first, second) -> second)
        .map(option -> size(option.substring(MAX_HEAP.length())));
  }

  private static String size(String written) {
    return written.matches("\\d{1,9}[mM]")
        ? DiskSpace.text(Long.parseLong(written.substring(0, written.length() - 1)) << 20)
        : written;
  }

  /**
   * The devices of a worker.
   *
   * @param otherwise what it has when the job asks for nothing
   */
  String devices(String otherwise) {
    OptionalDouble each = share.gpus();
    if (each.isEmpty()) {
      return otherwise;
    }
    double part = each.getAsDouble();
    if (part == 0) {
      return "no GPU";
    }
    return part < 1 ? numbers.apply(part) + " of one GPU" : counted(part, "GPU") + " of its own";
  }

  /** A number of things: {@code 1 CPU}, {@code 2 CPUs}. */
  public String counted(double number, String what) {
    return numbers.apply(number) + " " + what + (number == 1 ? "" : "s");
  }
}
