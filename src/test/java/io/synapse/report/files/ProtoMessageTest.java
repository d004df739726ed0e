package io.synapse.report.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProtoMessageTest {

  /** The examples of the format's own documentation. */
  @Test
  void fieldsAreWrittenAsTheFormatSays() {
    assertThat(hex(new ProtoMessage().integer(1, 150))).isEqualTo("089601");
    assertThat(hex(new ProtoMessage().text(2, "testing"))).isEqualTo("120774657374696e67");
    assertThat(hex(new ProtoMessage().message(3, new ProtoMessage().integer(1, 150))))
        .isEqualTo("1a03089601");
    assertThat(hex(new ProtoMessage().integer(1, -1))).isEqualTo("08ffffffffffffffffff01");
    assertThat(hex(new ProtoMessage().real(1, 1.0))).isEqualTo("09000000000000f03f");
    assertThat(hex(new ProtoMessage().shortReal(2, 1.0f))).isEqualTo("150000803f");
  }

  @Test
  void whatIsWrittenIsRead() {
    ProtoMessage inner = new ProtoMessage().text(1, "한").real(3, 0.5);
    ProtoMessage message =
        new ProtoMessage().integer(2, Long.MIN_VALUE).message(5, inner).shortReal(4, 2f);
    ProtoFields read = new ProtoFields(ByteBuffer.wrap(message.toBytes()));

    assertThat(read.integer(2)).hasValue(Long.MIN_VALUE);
    assertThat(read.integer(9)).isEmpty();
    assertThat(read.messages(5).get(0).texts(1)).containsExactly("한");
  }

  @Test
  void aMessageThatIsCutOffIsNone() {
    byte[] bytes = new ProtoMessage().text(2, "testing").toBytes();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProtoFields(ByteBuffer.wrap(bytes, 0, 5)));
  }

  private static String hex(ProtoMessage message) {
    return HexFormat.of().formatHex(message.toBytes());
  }
}
