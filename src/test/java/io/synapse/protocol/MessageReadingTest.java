package io.synapse.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.run.TrialEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made of lines that this version would not write, by the cases of a golden file. */
class MessageReadingTest {

  /** A line of the file. */
  record Case(Map<String, Object> fields) {

    Optional<? extends Message> read(String line) {
      return fields.get("from").equals("driver")
          ? MessageCodec.ofDriver(line)
          : MessageCodec.ofWorker(line);
    }

    String text(String name) {
      return (String) fields.get(name);
    }

    /** The message in plain words, as this version writes it. */
    @SuppressWarnings("unchecked") // names in a JSON object are texts
    String meant() {
      return JsonText.write((Map<String, Object>) fields.get("means"));
    }

    @Override
    public String toString() {
      return fields.get("from") + ": " + fields.get("case");
    }
  }

  static Stream<Case> understood() {
    return cases("means");
  }

  static Stream<Case> passedOver() {
    return cases("passed_over");
  }

  static Stream<Case> refused() {
    return cases("refused");
  }

  private static Stream<Case> cases(String outcome) {
    return GoldenFile.lines("reading.jsonl").stream()
        .map(line -> new Case(JsonText.read(line)))
        .filter(each -> each.fields().containsKey(outcome));
  }

  @ParameterizedTest
  @MethodSource
  void understood(Case given) {
    Message message = given.read(given.text("line")).orElseThrow();

    assertThat(MessageCodec.line(message)).isEqualTo(given.meant());
  }

  @ParameterizedTest
  @MethodSource
  void passedOver(Case given) {
    assertThat(given.read(given.text("line"))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource
  void refused(Case given) {
    assertThatThrownBy(() -> given.read(given.text("line")))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(given.text("refused"));
  }

  @Test
  void whatIsToldOfALineIsItsBeginning() {
    assertThatThrownBy(() -> MessageCodec.ofWorker("x".repeat(1000)))
        .isInstanceOf(ProtocolException.class)
        .hasMessage("a line is no JSON object: " + "x".repeat(200) + " …");
  }

  @Test
  void nestingWithoutEndIsRefused() {
    String line = "{\"type\":\"trials\",\"payload\":" + "{\"a\":".repeat(100_000);

    assertThatThrownBy(() -> MessageCodec.ofWorker(line)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void onlyValuesOfJsonAreWritten() {
    Message message =
        new WorkerMessage.Event(
            new TrialEvent.Reported("a", 1, Map.of("x", List.of(new Object())), null));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> MessageCodec.line(message))
        .withMessage("no JSON value: java.lang.Object");
  }
}
