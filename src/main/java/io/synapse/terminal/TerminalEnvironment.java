package io.synapse.terminal;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;

/**
 * What is known of the place that standard error goes to.
 *
 * @param interactive whether it is a terminal that a person may look at and that can be drawn on
 * @param continuousIntegration whether a CI system runs the program
 * @param color whether colours are welcome
 * @param type the terminal's type
 * @param charset its character set
 */
record TerminalEnvironment(
    boolean interactive,
    boolean continuousIntegration,
    boolean color,
    String type,
    Charset charset) {

  private static final String DUMB = "dumb";

  /** Looks at this process. */
  static TerminalEnvironment detect() {
    return of(System.getenv(), errorIsTerminal(), nativeCharset());
  }

  /** Reads what environment variables say. */
  static TerminalEnvironment of(
      Map<String, String> variables, boolean errorIsTerminal, Charset charset) {
    String type = variables.getOrDefault("TERM", DUMB);
    String ci = variables.getOrDefault("CI", "");
    return new TerminalEnvironment(
        errorIsTerminal && !type.isBlank() && !type.equals(DUMB),
        !ci.isEmpty() && !ci.equalsIgnoreCase("false") && !ci.equals("0"),
        variables.getOrDefault("NO_COLOR", "").isEmpty(),
        type,
        charset);
  }

  /** Whether a live view is the better one when the user didn't choose. */
  boolean invitesLiveView() {
    return interactive && !continuousIntegration;
  }

  private static boolean errorIsTerminal() {
    try {
      return TerminalProvider.load("jni").isSystemStream(SystemStream.Error);
    } catch (IOException | RuntimeException | LinkageError e) {
      // Without JLine's native part on this platform nothing can be drawn anyway.
      return false;
    }
  }

  private static Charset nativeCharset() {
    String name = System.getProperty("native.encoding", StandardCharsets.UTF_8.name());
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.UTF_8;
  }
}
