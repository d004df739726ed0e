package io.synapse.cli.output;

import io.synapse.terminal.DisplayText;
import io.synapse.terminal.ViewSettings.ViewMode;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.ParseResult;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command itself has to say on standard error: lines for a person, or JSON objects, one a
 * line, where {@code --progress jsonl} promises nothing else. May be used by any thread.
 */
public final class Notices {

  /** ASCII alone, for the writer encodes as the locale says and JSON is read as UTF-8. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private final PrintWriter output;
  private final ViewMode mode;

  public Notices(PrintWriter output, ViewMode mode) {
    this.output = output;
    this.mode = mode;
  }

  /** In the form that the command's words ask for. */
  public static Notices of(PrintWriter output, ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return new Notices(output, last.matchedOptionValue("--progress", ViewMode.AUTO));
  }

  /** Something to know. */
  public void warning(String message) {
    report("warning", "warning: ", message);
  }

  /** What a search learns from earlier runs. */
  public void warmStart(String message) {
    report("warm_start", "warm start ", message);
  }

  /** How far the packages of a plugin in Python are installed. */
  public void python(String message) {
    report("python", "python: ", message);
  }

  /** What is done to get to a Ray cluster. */
  public void ray(String message) {
    report("ray", "ray: ", message);
  }

  /** How far a run has come to its tracking server. */
  public void tracking(String message) {
    report("tracking", "tracking: ", message);
  }

  /** Why a command failed. */
  public void error(String message) {
    report("error", "error: ", message);
  }

  /** Why the program as a whole failed. */
  public void ofProgram(String message) {
    report("error", "synapse: ", message);
  }

  /** Where in the program it failed. */
  public void stackTrace(String trace) {
    report("stack_trace", "", trace);
  }

  /** What a message quotes from an input must not reach the terminal as a control sequence. */
  private void report(String event, String label, String message) {
    if (mode == ViewMode.JSONL) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("event", event);
      fields.put("message", message);
      output.print(MAPPER.writeValueAsString(fields) + "\n");
    } else {
      DisplayText display = DisplayText.in(StandardCharsets.UTF_8);
      (label + message).lines().map(line -> clean(line, display)).forEach(output::println);
    }
    output.flush();
  }

  /** The line without what a terminal would obey, a stack trace's indent apart. */
  private static String clean(String line, DisplayText display) {
    return line.startsWith("\t") ? "\t" + display.clean(line.substring(1)) : display.clean(line);
  }
}
