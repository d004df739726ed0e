package io.synapse.report.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RecordFramingTest {

  private static final byte[] CONTENT = "123456789".getBytes(StandardCharsets.US_ASCII);

  /** The checksum of these digits is known, e3069283; the mask is applied by hand. */
  @Test
  void checksumsAreMaskedAsTensorFlowMasksThem() {
    int known = 0xe3069283;
    int masked = ((known >>> 15) | (known << 17)) + 0xa282ead8;

    assertThat(RecordFraming.maskedChecksum(CONTENT)).isEqualTo(masked);
  }

  @Test
  void aRecordIsLengthChecksumContentChecksum() {
    String bytes = HexFormat.of().formatHex(RecordFraming.framed(CONTENT));

    assertThat(bytes).hasSize(2 * (9 + RecordFraming.OVERHEAD));
    assertThat(bytes).startsWith("0900000000000000").contains("313233343536373839");
    assertThat(RecordFraming.read(ByteBuffer.wrap(RecordFraming.framed(CONTENT))))
        .hasValueSatisfying(content -> assertThat(content).isEqualTo(CONTENT));
  }

  @Test
  void noPartOfARecordIsTakenForOne() {
    byte[] record = RecordFraming.framed(CONTENT);

    for (int length = 0; length < record.length; length++) {
      ByteBuffer part = ByteBuffer.wrap(record, 0, length);
      assertThat(RecordFraming.read(part)).as("%d bytes", length).isEmpty();
      assertThat(part.position()).isZero();
    }
  }

  @Test
  void aBitThatIsWrongIsNoticed() {
    for (int i = 0; i < 9 + RecordFraming.OVERHEAD; i++) {
      byte[] record = RecordFraming.framed(CONTENT);
      record[i] ^= 4;
      assertThat(RecordFraming.read(ByteBuffer.wrap(record))).as("byte %d", i).isEmpty();
    }
  }
}
