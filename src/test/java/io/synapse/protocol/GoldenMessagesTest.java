package io.synapse.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message as both sides write it, held to files that other languages share. */
class GoldenMessagesTest {

  /** One side of the conversation: what it says, and the lines that are just that. */
  record Side(
      String name,
      List<String> lines,
      List<Message> messages,
      Function<String, Optional<? extends Message>> reader) {

    Message read(String line) {
      return reader.apply(line).orElseThrow();
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Side> sides() {
    return Stream.of(
        new Side(
            "driver",
            GoldenFile.lines("driver.jsonl"),
            DriverMessages.all(),
            MessageCodec::ofDriver),
        new Side(
            "worker",
            GoldenFile.lines("worker.jsonl"),
            WorkerMessages.all(),
            MessageCodec::ofWorker));
  }

  @ParameterizedTest
  @MethodSource("sides")
  void everyLineIsReadAsItsMessage(Side side) {
    assertThat(side.lines().stream().map(side::read)).containsExactlyElementsOf(side.messages());
  }

  @ParameterizedTest
  @MethodSource("sides")
  void everyMessageIsWrittenAsItsLine(Side side) {
    assertThat(side.messages().stream().map(MessageCodec::line))
        .containsExactlyElementsOf(side.lines());
  }

  @ParameterizedTest
  @MethodSource("sides")
  void whatIsReadIsWrittenAsItWas(Side side) {
    assertThat(side.lines()).allSatisfy(line -> assertThat(rewritten(side, line)).isEqualTo(line));
  }

  private static String rewritten(Side side, String line) {
    return MessageCodec.line(side.read(line));
  }

  @Test
  void everyKindOfMessageHasAGoldenLine() {
    Stream<Class<?>> golden =
        sides().flatMap(side -> side.lines().stream().map(side::read)).map(Message::getClass);

    assertThat(golden.distinct())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(DriverMessage.class, WorkerMessage.class)
                .flatMap(side -> Kinds.of(side).stream())
                .toList());
  }

  @Test
  void everyKindOfEventThatIsSentHasAGoldenLine() {
    Stream<Class<?>> golden =
        WorkerMessages.all().stream()
            .filter(WorkerMessage.Event.class::isInstance)
            .map(message -> ((WorkerMessage.Event) message).event().getClass());

    assertThat(golden.distinct()).containsExactlyInAnyOrderElementsOf(TrialEventCodec.kinds());
  }
}
