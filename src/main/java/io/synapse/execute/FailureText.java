package io.synapse.execute;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;

/** What a plugin threw, as text. */
public final class FailureText {

  /** The table shows one line, and {@code error.txt} has the whole. */
  private static final int LONGEST_LINE = 2_000;

  private static final int LONGEST_TRACE = 1_000_000;

  private FailureText() {}

  /** One line for the trial table: the class and the message of what was thrown. */
  public static String lastLine(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    String message = message(thrown);
    return message.isBlank() ? name : name + ": " + firstLine(message);
  }

  /** The whole stack trace. */
  public static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    try {
      thrown.printStackTrace(new PrintWriter(text));
    } catch (RuntimeException | Error e) {
      text.append(thrown.getClass().getName())
          .append(", which cannot be printed: ")
          .append(e.getClass().getName());
    }
    return cut(text.toString(), LONGEST_TRACE);
  }

  /** A plugin's exception may fail to say what it is. */
  private static String message(Throwable thrown) {
    try {
      String message = thrown.getMessage();
      return message == null ? "" : message;
    } catch (RuntimeException | Error e) {
      return "its message cannot be read: " + e.getClass().getName();
    }
  }

  /** A duration in seconds, without needless digits. */
  public static String seconds(Duration duration) {
    double seconds = duration.toMillis() / 1000.0;
    String text =
        seconds == Math.rint(seconds)
            ? Long.toString((long) seconds)
            : String.format(Locale.ROOT, "%.3g", seconds);
    return text + " s";
  }

  private static String firstLine(String message) {
    return cut(message.strip().lines().findFirst().orElse(""), LONGEST_LINE);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + " …";
  }
}
