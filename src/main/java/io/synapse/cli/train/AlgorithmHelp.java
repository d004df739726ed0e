package io.synapse.cli.train;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import io.synapse.problem.ShownValue;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells people which search algorithms or schedulers there are and what can be set, in lines of at
 * most {@value #WIDTH} columns.
 */
final class AlgorithmHelp {

  static final int WIDTH = 80;

  private final String introduction;
  private final String example;
  private final List<AlgorithmSpecification> algorithms;

  /**
   * Help on some algorithms.
   *
   * @param algorithms the default first
   */
  private AlgorithmHelp(
      String introduction, String example, List<AlgorithmSpecification> algorithms) {
    this.introduction = introduction;
    this.example = example;
    this.algorithms = List.copyOf(algorithms);
  }

  /** Help on search algorithms. */
  static AlgorithmHelp ofSearches(List<AlgorithmSpecification> searches) {
    return new AlgorithmHelp(
        "Search algorithms that a job can name in tune_config.search_alg, in any case, beside"
            + " points_to_evaluate, the configurations to try first:",
        "  search_alg: {name: tpe, options: {n_startup_jobs: 20}}",
        searches);
  }

  /** Help on schedulers. */
  static AlgorithmHelp ofSchedulers(List<AlgorithmSpecification> schedulers) {
    return new AlgorithmHelp(
        "Schedulers that a job can name in tune_config.scheduler, in any case, together with any"
            + " search algorithm. They compare what trials report with run.report, all but fifo:",
        "  scheduler: {name: asha, options: {max_t: 27, reduction_factor: 3}}",
        schedulers);
  }

  void print(PrintWriter out) {
    lines().forEach(out::println);
    out.flush();
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>(wrapped(introduction, ""));
    lines.add("");
    lines.add(example);
    for (AlgorithmSpecification algorithm : algorithms) {
      lines.add("");
      lines.addAll(wrapped(title(algorithm), ""));
      lines.addAll(wrapped(algorithm.description(), "  "));
      addOptions(algorithm, lines);
    }
    return lines;
  }

  private String title(AlgorithmSpecification algorithm) {
    List<String> remarks = new ArrayList<>();
    if (!algorithm.aliases().isEmpty()) {
      remarks.add("or " + String.join(", ", algorithm.aliases()));
    }
    if (algorithm.equals(algorithms.get(0))) {
      remarks.add("the default");
    }
    String name = algorithm.name();
    return remarks.isEmpty() ? name : name + " (" + String.join("; ", remarks) + ")";
  }

  private static void addOptions(AlgorithmSpecification algorithm, List<String> lines) {
    if (algorithm.options().isEmpty()) {
      lines.add("  It takes no options.");
    }
    for (OptionSpecification option : algorithm.options()) {
      lines.addAll(wrapped(option.name() + ": " + values(option), "    "));
      lines.addAll(wrapped(option.description(), "        "));
    }
  }

  private static String values(OptionSpecification option) {
    StringBuilder text = new StringBuilder();
    text.append(
        option.choices().isEmpty()
            ? option.type().description()
            : String.join(" | ", option.choices()));
    option.range().ifPresent(range -> text.append(", ").append(range));
    if (option.defaultValue() != null) {
      text.append("; default ").append(shown(option.defaultValue()));
    }
    return text.toString();
  }

  private static String shown(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(AlgorithmHelp::shown).collect(Collectors.joining(", "));
    }
    return value instanceof String text ? text : ShownValue.of(value);
  }

  /** A text in lines, broken between words. No word may be longer than a line. */
  private static List<String> wrapped(String text, String indent) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(indent);
    for (String word : text.split(" ")) {
      boolean isEmpty = line.length() == indent.length();
      if (!isEmpty && line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(indent);
        isEmpty = true;
      }
      line.append(isEmpty ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
