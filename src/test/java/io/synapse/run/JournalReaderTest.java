package io.synapse.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.files.JsonFile;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.ShallowJson.UnreadKinds;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalReaderTest {

  @TempDir Path folder;

  private List<Map<String, Object>> skim(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("journal.jsonl"), content);
    try (Stream<Map<String, Object>> lines =
        JournalReader.fields(file, UnreadKinds.LISTS_AND_OBJECTS_UNREAD)) {
      return lines.toList();
    }
  }

  private List<Map<String, Object>> read(String content) throws Exception {
    Path file = Files.writeString(folder.resolve("journal.jsonl"), content);
    try (Stream<Map<String, Object>> lines = JournalReader.fields(file, UnreadKinds.LISTS_UNREAD)) {
      return lines.toList();
    }
  }

  @Test
  void numbersAreLongOrDoubleAndNullStays() throws Exception {
    Map<String, Object> line =
        read("{\"seq\":1,\"real\":1.0,\"big\":9007199254740993,\"none\":null,\"list\":[1]}\n")
            .get(0);
    assertThat(line)
        .containsEntry("seq", 1L)
        .containsEntry("real", 1.0)
        .containsEntry("big", 9_007_199_254_740_993L)
        .containsEntry("none", null)
        .containsEntry("list", List.of(1L));
  }

  @Test
  void anEmptyFileHasNoLines() throws Exception {
    assertThat(read("")).isEmpty();
  }

  @Test
  void aLastLineWithoutItsEndIsLeftOut() throws Exception {
    assertThat(read("{\"seq\":0}\n{\"seq\":1}")).containsExactly(Map.of("seq", 0L));
    assertThat(read("{\"seq\":0}\n{\"se")).containsExactly(Map.of("seq", 0L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"seq\":", "not json", "[1]", "null", "", "{} {}", "{\"seq\":NaN}"})
  void aDamagedLineIsNamedWithItsNumber(String damaged) {
    assertThatThrownBy(() -> read("{\"seq\":0}\n" + damaged + "\n{\"seq\":2}\n"))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining(folder.resolve("journal.jsonl") + ":2: the journal is damaged");
  }

  @Test
  void aMissingFileIsAClearError() {
    Path missing = folder.resolve("journal.jsonl");
    assertThatThrownBy(() -> JournalReader.read(missing))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("cannot read the journal at " + missing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " { \"a\" : [ ] , \"b\" : { } } ",
        "{\"a\":[[1,[2]],{\"b\":[]}],\"c\":{\"d\":{\"e\":[1.5]}},\"f\":true}",
        "{\"a]}\":[\"]\",\"\\\"]\"],\"b\":{\"}\":\"\\\\\"},\"c\":\"[{\\\"\"}",
        "{\"big\":[1234567890123456789],\"none\":{\"x\":null},\"텍스트\":{\"값\":\"쉼표, 따옴표\"}}"
      })
  void aNestedValueThatIsReadLaterIsTheSame(String line) throws Exception {
    Map<String, Object> whole = JsonFile.parse(line.getBytes(StandardCharsets.UTF_8));
    assertThat(read(line + "\n")).containsExactly(whole);
    assertThat(skim(line + "\n")).containsExactly(whole);
    assertThat(skim(line + "\n").get(0).toString()).isEqualTo(whole.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,2}",
        "{\"a\":{\"b\":1}",
        "{\"a\":\"b}",
        "{\"a\":[}",
        "{\"a\":{]",
        "{\"a\":{}}]",
        "{\"a\":{}{}}",
        "{\"a\":[",
        "[{\"a\":1}]",
        "{\"a\":{\"b\":\"\\"
      })
  void aLineWhoseBracketsDoNotMatchIsDamaged(String damaged) {
    assertThatThrownBy(() -> skim("{}\n" + damaged + "\n"))
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining(":2: the journal is damaged");
  }

  @Test
  void damageInsideOfANestedValueIsToldWhenItIsLookedAt() throws Exception {
    List<Map<String, Object>> lines =
        skim("{\"seq\":0}\n{\"list\":[1 2],\"metrics\":{\"x\":nan}}\n{\"seq\":2}\n");
    assertThat(lines).hasSize(3);
    for (String name : List.of("list", "metrics")) {
      assertThatThrownBy(() -> lines.get(1).get(name).toString())
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("journal.jsonl:2: the journal is damaged");
    }
  }
}
