package io.synapse.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CsvTableTest {

  @Test
  void aHeadingAndRowsEndWithCrLf() {
    CsvTable table =
        new CsvTable(List.of("a", "b"), List.of(Map.of("a", 1, "b", true), Map.of("b", 0.5)));

    assertThat(table.text()).isEqualTo("a,b\r\n1,true\r\n,0.5\r\n");
  }

  @Test
  void withoutRowsTheHeadingRemains() {
    assertThat(new CsvTable(List.of("a", "b"), List.of()).text()).isEqualTo("a,b\r\n");
  }

  @Test
  void whatWouldBreakARowIsQuoted() {
    assertThat(cell("a,b")).isEqualTo("\"a,b\"");
    assertThat(cell("say \"hi\"")).isEqualTo("\"say \"\"hi\"\"\"");
    assertThat(cell("two\nlines")).isEqualTo("\"two\nlines\"");
    assertThat(cell("two\r\nlines")).isEqualTo("\"two\r\nlines\"");
    assertThat(new CsvTable(List.of("x,y"), List.of()).text()).isEqualTo("\"x,y\"\r\n");
  }

  @Test
  void nothingElseIsChanged() {
    for (String text : List.of("=1+1", "+1", "-1", "@me", "'x", "한글 이름 ★", "a;b|c\\d#e")) {
      assertThat(cell(text)).isEqualTo(text);
    }
    String lengthy = "a text of more than twenty-four characters stays without quotes";
    assertThat(cell(lengthy)).isEqualTo(lengthy);
  }

  @Test
  void valuesKeepAllTheirDigits() {
    assertThat(cell(0.1 + 0.2)).isEqualTo("0.30000000000000004");
    assertThat(cell(1e-7)).isEqualTo("1.0E-7");
    assertThat(cell(9_007_199_254_740_993L)).isEqualTo("9007199254740993");
    assertThat(cell(Double.NaN)).isEqualTo("NaN");
    assertThat(cell(Double.NEGATIVE_INFINITY)).isEqualTo("-Infinity");
    assertThat(cell(null)).isEmpty();
  }

  @Test
  void listsAndObjectsAreJson() {
    assertThat(cell(List.of(1, "a"))).isEqualTo("\"[1,\"\"a\"\"]\"");
    assertThat(cell(Map.of("k", 2.5))).isEqualTo("\"{\"\"k\"\":2.5}\"");
  }

  private static String cell(Object value) {
    Map<String, Object> row = new HashMap<>();
    row.put("z", "z");
    row.put("x", value);
    String text = new CsvTable(List.of("x", "z"), List.of(row)).text();
    return text.substring("x,z\r\n".length(), text.length() - ",z\r\n".length());
  }
}
