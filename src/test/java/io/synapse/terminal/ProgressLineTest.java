package io.synapse.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

  private static final String WIPE = "\r\u001b[K";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final TestClock clock = new TestClock();
  private final ProgressLine line =
      ProgressLine.on(
          new PrintStream(written, true, StandardCharsets.UTF_8),
          DisplayText.in(StandardCharsets.UTF_8),
          clock);

  @Test
  void eachTextReplacesTheOneBeforeAndTheLastIsWiped() {
    line.show("10 %");
    clock.advance(Duration.ofMillis(100));
    line.show("20 %\u001b[31m");
    line.close();

    assertThat(text()).isEqualTo(WIPE + "10 %" + WIPE + "20 %?[31m" + WIPE);
  }

  @Test
  void whatComesTooSoonIsLeftOut() {
    line.show("10 %");
    clock.advance(Duration.ofMillis(99));
    line.show("20 %");

    assertThat(text()).isEqualTo(WIPE + "10 %");
  }

  @Test
  void nothingIsWipedWhereNothingWasShown() {
    line.close();

    assertThat(text()).isEmpty();
  }

  @Test
  void nothingIsWrittenWhereStandardErrorIsNoTerminal() {
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try (ProgressLine none = ProgressLine.open()) {
      none.show("10 %");
    } finally {
      System.setErr(before);
    }

    assertThat(text()).isEmpty();
  }

  private String text() {
    return written.toString(StandardCharsets.UTF_8);
  }
}
