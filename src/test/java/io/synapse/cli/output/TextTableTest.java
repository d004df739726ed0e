package io.synapse.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.cli.output.TextTable.Column;
import io.synapse.terminal.DisplayText;
import io.synapse.terminal.DisplayWidth;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextTableTest {

  private static final DisplayText DISPLAY = DisplayText.in(StandardCharsets.UTF_8);

  @Test
  void inAPipeALongNameDoesNotPadEveryRow() {
    TextTable table =
        new TextTable(List.of(Column.whole("ID"), Column.text("NAME"), Column.text("PATH")));
    String id = "i".repeat(80);
    String path = "/p".repeat(60);
    table.add(List.of(id, "n".repeat(300), path));

    assertThat(table.lines(DISPLAY, OptionalInt.empty()).get(1))
        .isEqualTo(id + "  " + "n".repeat(59) + "…  " + path);
  }

  @Test
  void inAPipeNothingElseIsCut() {
    assertThat(sample().lines(DISPLAY, OptionalInt.empty()))
        .containsExactly(
            "ID   ITEMS  NAME                 PATH",
            "one      5  한국어 이름 데이터   /a/long/path/that/goes/on/and/on",
            "two  12345  plain, with a tail…  /b");
  }

  @Test
  void widthsAreThoseOfTheTerminal() {
    List<String> lines = sample().lines(DISPLAY, OptionalInt.empty());

    assertThat(column(lines.get(1), "/a")).isEqualTo(column(lines.get(2), "/b"));
  }

  @Test
  void inAWindowTheWidestColumnsAreCutFirst() {
    assertThat(sample().lines(DISPLAY, OptionalInt.of(45)))
        .containsExactly(
            "ID   ITEMS  NAME             PATH",
            "one      5  한국어 이름 데…  /a/long/path/th…",
            "two  12345  plain, with a …  /b");
  }

  @Test
  void whereThatDoesNotDoColumnsAreLeftOutAndItIsTold() {
    assertThat(sample().lines(DISPLAY, OptionalInt.of(25)))
        .containsExactly("ID   ITEMS  NAME  …", "one      5  한국어 …", "two  12345  plain, …");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 9, 10, 20, 21, 22, 30, 40, 60, 69, 200})
  void noLineIsWiderThanTheWindow(int window) {
    assertThat(sample().lines(DISPLAY, OptionalInt.of(window)))
        .hasSize(3)
        .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(window));
  }

  @Test
  void itFitsWhereNothingIsCut() {
    int whole = DisplayWidth.of("one      5  한국어 이름 데이터   /a/long/path/that/goes/on/and/on");

    assertThat(sample().fits(DISPLAY, whole)).isTrue();
    assertThat(sample().fits(DISPLAY, whole - 1)).isFalse();
  }

  @Test
  void aCellStaysOnItsLine() {
    TextTable table = new TextTable(List.of(Column.text("NAME")));
    table.add(List.of("a\nb\u001b[31m"));

    assertThat(table.lines(DISPLAY, OptionalInt.empty())).containsExactly("NAME", "a b?[31m");
  }

  @Test
  void aRowHasACellForEachColumn() {
    TextTable table = new TextTable(List.of(Column.text("NAME")));

    assertThatThrownBy(() -> table.add(List.of("a", "b")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static TextTable sample() {
    TextTable table =
        new TextTable(
            List.of(
                Column.whole("ID"),
                Column.number("ITEMS"),
                Column.text("NAME"),
                Column.text("PATH")));
    table.add(List.of("one", "5", "한국어 이름 데이터", "/a/long/path/that/goes/on/and/on"));
    table.add(List.of("two", "12345", "plain, with a tail…", "/b"));
    return table;
  }

  private static int column(String line, String part) {
    return DisplayWidth.of(line.substring(0, line.indexOf(part)));
  }
}
