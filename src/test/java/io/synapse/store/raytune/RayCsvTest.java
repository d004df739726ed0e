package io.synapse.store.raytune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RayCsvTest {

  @TempDir private Path folder;

  @Test
  void everyLineIsARowWhateverItsEndAndEmptyCellsAreLeftOut() throws IOException {
    assertThat(rows("a,b\r\n1,\n")).containsExactly(Map.of("a", 1L));
    assertThat(rows("")).isEmpty();
    assertThat(rows("a,b\n")).isEmpty();
  }

  @Test
  void cellsInQuotesHaveCommasQuotesAndLineEnds() throws IOException {
    assertThat(rows("a,b,c\n\"가, \"\"나\"\"\r\n다\",\"\"\"\",\"\"\n"))
        .containsExactly(Map.of("a", "가, \"나\"\r\n다", "b", "\""));
  }

  @Test
  void numbersAndPythonsConstantsAreValues() throws IOException {
    assertThat(rows("a,b,c,d,e\n-3,1.5e-3,nan,True,text\n"))
        .containsExactly(Map.of("a", -3L, "b", 0.0015, "c", Double.NaN, "d", true, "e", "text"));
  }

  @Test
  void aLastRowWithoutItsEndIsLeftOut() throws IOException {
    assertThat(rows("a\n1\n2")).containsExactly(Map.of("a", 1L));
  }

  @Test
  void aQuoteWithoutItsEndIsDamage() {
    assertThatThrownBy(() -> rows("a\n\"1\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("progress.csv is damaged");
  }

  private List<Map<String, Object>> rows(String text) throws IOException {
    return RayCsv.rows(Files.writeString(folder.resolve("progress.csv"), text));
  }
}
