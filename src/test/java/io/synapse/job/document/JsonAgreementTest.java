package io.synapse.job.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.job.document.Document.DocumentFormat;
import io.synapse.problem.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Jackson and our reader agree on what is JSON and on what it says, for texts made at random. */
class JsonAgreementTest {

  private static final JsonMapper JACKSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String[] PARTS = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"a\"",
    "\"b\"",
    "\"\\n\\u00e9\"",
    "\"",
    "\\",
    "0",
    "-1",
    "12",
    "0.5",
    "1e3",
    "-2.5E-3",
    "01",
    "+",
    "true",
    "false",
    "null",
    "tru",
    " ",
    "\n",
    "'",
    "#"
  };

  @Test
  void textsMadeOfRandomPartsAreJsonForBothOrForNeither() {
    Random random = new Random(20261);
    int accepted = 0;
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder("[");
      for (int parts = random.nextInt(8); parts > 0; parts--) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      accepted += assertAgreement(text.append(']').toString()) ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(500);
  }

  @Test
  void documentsWithOneCharacterChangedAreJsonForBothOrForNeither() {
    Random random = new Random(20262);
    String whole =
        "{\"a\": [1, -2.5e-3, \"x\\ty\", {}], \"b\": {\"c\": null, \"d\": [true, false]}}";
    int accepted = 0;
    for (int round = 0; round < 5_000; round++) {
      StringBuilder text = new StringBuilder(whole);
      text.setCharAt(random.nextInt(whole.length()), (char) (' ' + random.nextInt(95)));
      accepted += assertAgreement(text.toString()) ? 1 : 0;
    }
    assertThat(accepted).isGreaterThan(500).isLessThan(4_500);
  }

  private static boolean assertAgreement(String text) {
    Optional<Object> expected = jackson(text);
    Optional<Object> found = ours(text);
    assertThat(found).as(text).isEqualTo(expected);
    return found.isPresent();
  }

  private static Optional<Object> jackson(String text) {
    try {
      return Optional.of(JACKSON.readValue(text, Object.class));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  private static Optional<Object> ours(String text) {
    try {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      return Optional.of(
          DocumentReader.read(content, "f", Optional.of(DocumentFormat.JSON)).root().value());
    } catch (InvalidInputException e) {
      return Optional.empty();
    }
  }
}
