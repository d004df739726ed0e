package io.synapse.cli;

import io.synapse.terminal.DisplayText;
import io.synapse.terminal.OutputTerminal;
import io.synapse.terminal.Sparkline;
import io.synapse.terminal.ValueText;
import java.io.PrintWriter;
import java.util.OptionalInt;
import picocli.CommandLine;

/**
 * Where a command writes: what it was asked for to standard output, everything else to standard
 * error. Names that a person chose are made harmless for a terminal in both.
 */
final class CommandOutput {

  private static final int LONGEST_LINE = 200;
  private static final int USUAL_COLUMNS = 80;

  private final PrintWriter output;
  private final PrintWriter messages;
  private final DisplayText display = DisplayText.in(StandardOutput.charset());

  CommandOutput(CommandLine command) {
    this.output = command.getOut();
    this.messages = command.getErr();
  }

  /** A table, fitted to the window when standard output is one. */
  void table(TextTable table) {
    OptionalInt columns = OutputTerminal.columns();
    table.lines(display, columns).forEach(output::println);
    output.flush();
  }

  /** Whether the table is shown without anything cut; where there is no window it always is. */
  boolean hasRoomFor(TextTable table) {
    OptionalInt columns = OutputTerminal.columns();
    return columns.isEmpty() || table.fits(display, columns.getAsInt());
  }

  /** Labels with their values below each other. */
  void fields(FieldList fields) {
    fields.lines(display).forEach(output::println);
    output.flush();
  }

  /** A JSON value as a document. */
  void json(Object value) {
    document(JsonOutput.text(value));
  }

  /** A table as a CSV document. */
  void csv(CsvTable table) {
    document(table.text());
  }

  /** A whole text as it is, its line's end included. */
  void document(String text) {
    output.print(text);
    output.flush();
  }

  /** Takes a log: its bytes as they are, but on a terminal only what is harmless there. */
  LogOutput log() {
    boolean raw = OutputTerminal.columns().isEmpty();
    return raw && output instanceof StandardOutput.Writer standard
        ? new RawLogOutput(standard.bytes())
        : new TextLogOutput(output, display);
  }

  /** One line of the result. */
  void line(String text) {
    output.println(display.clean(text));
    output.flush();
  }

  /** One line of the result that may be of any length, cut to the window or a readable length. */
  void cutLine(String text) {
    output.println(display.cut(display.clean(text), OutputTerminal.columns().orElse(LONGEST_LINE)));
    output.flush();
  }

  /** A chart with what it begins and ends with, fitted to the room beside a label. */
  String chart(double[] values, int labelWidth) {
    String first = ValueText.metric(values[0]) + " ";
    String last = " " + ValueText.metric(values[values.length - 1]);
    int window = OutputTerminal.columns().orElse(USUAL_COLUMNS);
    int room = window - labelWidth - first.length() - last.length();
    return first + new Sparkline(display).of(values, room) + last;
  }

  /** Sets apart what follows. */
  void emptyLine() {
    line("");
  }

  /** One line for the person at the terminal. */
  void message(String text) {
    messages.println(display.clean(text));
    messages.flush();
  }

  /** Lines for the person at the terminal. */
  void paragraph(String text) {
    text.lines().forEach(this::message);
  }
}
