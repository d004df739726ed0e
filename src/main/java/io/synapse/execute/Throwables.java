package io.synapse.execute;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Locale;

/** What a plugin threw, as text. */
public final class Throwables {

  private Throwables() {}

  /** One line for the trial table: the class and the message of what was thrown. */
  public static String lastLine(Throwable thrown) {
    String message = thrown.getMessage();
    String name = thrown.getClass().getSimpleName();
    return message == null || message.isBlank() ? name : name + ": " + firstLine(message);
  }

  /** The whole stack trace. */
  public static String trace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString();
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
    return message.strip().lines().findFirst().orElse("");
  }
}
