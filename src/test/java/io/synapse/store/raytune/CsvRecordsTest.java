package io.synapse.store.raytune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {

  @Test
  void everyLineIsARecordWhateverItsEnd() {
    assertThat(records("a,b\r\n1,\n")).containsExactly(List.of("a", "b"), List.of("1", ""));
    assertThat(records("")).isEmpty();
  }

  @Test
  void cellsInQuotesHaveCommasQuotesAndLineEnds() {
    assertThat(records("\"가, \"\"나\"\"\r\n다\",\"\"\"\",\"\"\n"))
        .containsExactly(List.of("가, \"나\"\r\n다", "\"", ""));
  }

  private static List<List<String>> records(String text) {
    return new CsvRecords(text).all();
  }
}
