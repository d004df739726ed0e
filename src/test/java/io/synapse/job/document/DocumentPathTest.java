package io.synapse.job.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentPathTest {

  private static final String TEXT =
      """
      params:
        name: x
        list:
          - {a: 1, b.c: 2}
          - [5, 6]
        b.c:
          d: 3
      """;

  @ParameterizedTest
  @CsvSource({
    "'', 1, 1",
    "params, 1, 1",
    "params.name, 2, 3",
    "params.name.below, 2, 3",
    "params.missing, 1, 1",
    "params.missing.deeper[3], 1, 1",
    "params.list, 3, 3",
    "params.list[0], 4, 7",
    "params.list[0].b.c, 4, 14",
    "params.list[0].missing, 4, 7",
    "params.list[1][1], 5, 11",
    "params.list[9], 3, 3",
    "params.b.c.d, 7, 5",
    "other, 1, 1"
  })
  void aFieldIsFoundAndAMissingOneIsWhereItWouldStand(String path, int line, int column) {
    Document document =
        DocumentReader.read(TEXT.getBytes(StandardCharsets.UTF_8), "f", Optional.empty());
    assertThat(DocumentPath.place(document.root(), path)).hasToString("f:" + line + ":" + column);
  }
}
