package io.synapse.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.protocol.BridgeEvent.Cause;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What driver and bridge write to each other, held to files that the bridge's tests share. */
class GoldenBridgeTest {

  private static final List<String> COMMANDS = GoldenFile.lines("bridge-commands.jsonl");
  private static final List<String> EVENTS = GoldenFile.lines("bridge-events.jsonl");

  @Test
  void everyCommandIsWrittenAsItsLine() {
    assertThat(BridgeCommands.all().stream().map(MessageCodec::line))
        .containsExactlyElementsOf(COMMANDS);
  }

  @Test
  void everyKindOfCommandHasAGoldenLine() {
    assertThat(BridgeCommands.all().stream().<Class<?>>map(Message::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(Kinds.of(BridgeCommand.class));
  }

  @Test
  void everyLineIsReadAsItsEvent() {
    assertThat(EVENTS.stream().map(line -> MessageCodec.ofBridge(line).orElseThrow()))
        .containsExactlyElementsOf(BridgeEvents.all());
  }

  @Test
  void everyKindOfEventHasAGoldenLine() {
    assertThat(BridgeEvents.all().stream().<Class<?>>map(BridgeEvent::getClass).distinct())
        .containsExactlyInAnyOrderElementsOf(Kinds.of(BridgeEvent.class));
  }

  @Test
  void everyCauseOfAnEndHasAGoldenLine() {
    assertThat(
            BridgeEvents.all().stream()
                .filter(BridgeEvent.Ended.class::isInstance)
                .map(event -> ((BridgeEvent.Ended) event).cause())
                .distinct())
        .containsExactlyInAnyOrderElementsOf(Arrays.asList(Cause.values()));
  }

  @Test
  void whatAWorkerPrintedComesByteByByte() {
    assertThat(new BridgeEvent.Bytes("6rCA7J6lIOuniOyngOuniQo=").decoded())
        .isEqualTo("가장 마지막\n".getBytes(StandardCharsets.UTF_8));
    assertThat(new BridgeEvent.Bytes("/wA=").decoded()).containsExactly(0xff, 0);
  }

  @Test
  void whatIsNotKnownIsPassedOver() {
    String unknown = "{\"type\":\"said\",\"worker\":\"1\",\"message\":{\"type\":\"temperature\"}}";

    assertThat(MessageCodec.ofBridge("{\"type\":\"rebalanced\",\"nodes\":3}")).isEmpty();
    assertThat(MessageCodec.ofBridge(unknown))
        .contains(new BridgeEvent.Said("1", Optional.empty()));
    assertThat(MessageCodec.ofBridge("{\"type\":\"started\",\"worker\":\"1\",\"since\":1.5}"))
        .contains(new BridgeEvent.Started("1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"type":"placed","worker":"1"} | the field 'node' of 'placed' must be a text, and is null
          {"type":"nodes","nodes":[7]} | the field 'nodes' of 'nodes' must be a list of objects, and is [7]
          {"type":"nodes","nodes":[{"id":"a","name":"a","cpus":"2","gpus":0}]} | the field 'cpus' of 'nodes.nodes' must be a number, and is 2
          {"type":"ended","worker":"1","cause":"boredom","started":true} | the field 'cause' of 'ended' must be one of those that are known, and is boredom
          {"type":"said","worker":"1","message":"hello"} | the field 'message' of 'said' must be an object, and is hello
          """)
  void aFieldThatIsMissingOrWrongIsRefused(String line, String message) {
    assertThatThrownBy(() -> MessageCodec.ofBridge(line))
        .isInstanceOf(ProtocolException.class)
        .hasMessage(message);
  }
}
