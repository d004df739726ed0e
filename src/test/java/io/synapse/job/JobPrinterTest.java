package io.synapse.job;

import static io.synapse.job.SchemaParts.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.job.document.Document;
import io.synapse.job.document.Document.DocumentFormat;
import io.synapse.job.document.DocumentReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

class JobPrinterTest {

  private static final String[] TEXTS = {
    "plain",
    "",
    " ",
    "a b",
    "yes",
    "No",
    "null",
    "~",
    "1",
    "1e3",
    "0x1F",
    "-",
    "- a",
    "a: b",
    "#x",
    "a #b",
    "*a",
    "&a",
    "!a",
    "'",
    "\"",
    "\\",
    "a\nb",
    "\t",
    "한글 😀",
    "\u0085\u2028\ufeff\u007f",
    "<<",
    "{a}",
    "[a",
    "@x",
    "%x",
    "2024-01-02",
    "a,b",
    "x/y.z-1",
    "_a",
    "=",
    "?",
    "|",
    ">"
  };

  @Test
  void jsonHasTwoSpacesAndPlainListsOnOneLine() {
    assertThat(JobPrinter.print(example(), DocumentFormat.JSON))
        .isEqualTo(
            """
            {
              "action": "train",
              "params": {
                "rate": 0.0001,
                "tiny": 1.0e-7,
                "whole": 1.0,
                "empty": {},
                "none": [],
                "options": [16, "no", null],
                "list": [
                  {
                    "name": "x"
                  },
                  [
                    [1]
                  ]
                ]
              }
            }
            """);
  }

  @Test
  void yamlIsInBlockStyle() {
    assertThat(JobPrinter.print(example(), DocumentFormat.YAML))
        .isEqualTo(
            """
            action: train
            params:
              rate: 0.0001
              tiny: 1.0e-7
              whole: 1.0
              empty: {}
              none: []
              options: [16, "no", null]
              list:
                - name: x
                -
                  - [1]
            """);
  }

  private static Map<String, Object> example() {
    List<Object> options = new ArrayList<>(List.of(16L, "no"));
    options.add(null);
    Map<String, Object> params =
        schema("rate", 1e-4, "tiny", 1e-7, "whole", 1.0, "empty", Map.of(), "none", List.of());
    params.put("options", options);
    params.put("list", List.of(Map.of("name", "x"), List.of(List.of(1L))));
    return schema("action", "train", "params", params);
  }

  @ParameterizedTest
  @EnumSource
  void whateverIsPrintedReadsBackTheSame(DocumentFormat format) {
    Random random = new Random(7);
    for (int round = 0; round < 2_000; round++) {
      Map<String, Object> document = object(random, 3);
      document.put("last", 1L);
      String printed = JobPrinter.print(document, format);
      Document read =
          DocumentReader.read(
              printed.getBytes(StandardCharsets.UTF_8), "printed", Optional.of(format));
      assertThat(read.problems()).isEmpty();
      assertThat(read.root().value()).as(printed).isEqualTo(document);
      if (format == DocumentFormat.JSON) {
        assertThat(JsonMapper.shared().readTree(printed).size()).isEqualTo(document.size());
      }
    }
  }

  private static Map<String, Object> object(Random random, int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int fields = random.nextInt(4); fields > 0; fields--) {
      object.put(TEXTS[random.nextInt(TEXTS.length)].replace("<<", "<"), value(random, depth - 1));
    }
    return object;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 8 : 6)) {
      case 0 -> random.nextLong();
      case 1 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(2000) - 1000);
      case 2 -> random.nextInt(100) / 4.0;
      case 3 -> random.nextBoolean();
      case 4 -> null;
      case 5 -> TEXTS[random.nextInt(TEXTS.length)];
      case 6 -> object(random, depth);
      default -> list(random, depth);
    };
  }

  private static List<Object> list(Random random, int depth) {
    List<Object> list = new ArrayList<>();
    for (int elements = random.nextInt(4); elements > 0; elements--) {
      list.add(value(random, depth - 1));
    }
    return list;
  }
}
