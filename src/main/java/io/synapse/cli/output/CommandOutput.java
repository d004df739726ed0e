package io.synapse.cli.output;

import io.synapse.cli.output.LogOutput.RawLogOutput;
import io.synapse.cli.output.LogOutput.TextLogOutput;
import io.synapse.terminal.DisplayText;
import io.synapse.terminal.OutputTerminal;
import io.synapse.terminal.Sparkline;
import io.synapse.terminal.ValueText;
import java.io.PrintWriter;
import java.util.OptionalInt;
import picocli.CommandLine;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a command writes: what it was asked for to standard output, everything else to standard
 * error. Names that a person chose are made harmless for a terminal in both.
 */
public final class CommandOutput {

  private static final int LONGEST_LINE = 200;
  private static final int USUAL_COLUMNS = 80;

  private final PrintWriter output;
  private final PrintWriter messages;
  private final DisplayText display = DisplayText.in(StandardOutput.charset());

  public CommandOutput(CommandLine command) {
    this.output = command.getOut();
    this.messages = command.getErr();
  }

  /** A table, fitted to the window when standard output is one. */
  public void table(TextTable table) {
    OptionalInt columns = OutputTerminal.columns();
    table.lines(display, columns).forEach(output::println);
    output.flush();
  }

  /** Whether the table is shown without anything cut; where there is no window it always is. */
  public boolean hasRoomFor(TextTable table) {
    OptionalInt columns = OutputTerminal.columns();
    return columns.isEmpty() || table.fits(display, columns.getAsInt());
  }

  /** Labels with their values below each other. */
  public void fields(FieldList fields) {
    fields.lines(display).forEach(output::println);
    output.flush();
  }

  /** A JSON value as a document. */
  public void json(Object value) {
    document(JsonOutput.text(value));
  }

  /** A table as a CSV document. */
  public void csv(CsvTable table) {
    document(table.text());
  }

  /** A whole text as it is, its line's end included. */
  public void document(String text) {
    output.print(text);
    output.flush();
  }

  /** Takes a log: its bytes as they are, but on a terminal only what is harmless there. */
  public LogOutput log() {
    boolean raw = OutputTerminal.columns().isEmpty();
    return raw && output instanceof StandardOutput.Utf8Writer standard
        ? new RawLogOutput(standard.bytes())
        : new TextLogOutput(output, display);
  }

  /** One line of the result. */
  public void line(String text) {
    output.println(display.clean(text));
    output.flush();
  }

  /** One line of the result that may be of any length, cut to the window or a readable length. */
  public void cutLine(String text) {
    output.println(display.cut(display.clean(text), OutputTerminal.columns().orElse(LONGEST_LINE)));
    output.flush();
  }

  /** A chart with what it begins and ends with, fitted to the room beside a label. */
  public String chart(double[] values, int labelWidth) {
    String first = ValueText.metric(values[0]) + " ";
    String last = " " + ValueText.metric(values[values.length - 1]);
    int window = OutputTerminal.columns().orElse(USUAL_COLUMNS);
    int room = window - labelWidth - first.length() - last.length();
    return first + new Sparkline(display).of(values, room) + last;
  }

  /** Sets apart what follows. */
  public void emptyLine() {
    line("");
  }

  /** One line for the person at the terminal. */
  public void message(String text) {
    messages.println(display.clean(text));
    messages.flush();
  }

  /** Lines for the person at the terminal. */
  public void paragraph(String text) {
    text.lines().forEach(this::message);
  }

  /** JSON documents for scripts. */
  static final class JsonOutput {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private JsonOutput() {}

    /**
     * A JSON value as an indented document, ended by a line break; NaN and infinities are the texts
     * "NaN", "Infinity" and "-Infinity".
     */
    static String text(Object value) {
      return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
    }
  }
}
