package io.synapse.job.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.job.document.Document.DocumentFormat;
import io.synapse.problem.InvalidInputException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1e-4|0.0001",
        "1e3|1000.0",
        "1E3|1000.0",
        ".5|0.5",
        "5.|5.0",
        "-1.5e+2|-150.0",
        "1.0|1.0",
      })
  void yamlRealsAreDoubles(String written, double expected) {
    assertThat(yaml("x: " + written)).isEqualTo(Map.of("x", expected));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "-12, -12", "+12, 12", "0x10, 16", "0o17, 15", "010, 10", "-0, 0"})
  void yamlIntegersAreLongs(String written, long expected) {
    assertThat(yaml("x: " + written)).isEqualTo(Map.of("x", expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "no",
        "on",
        "off",
        "y",
        "1_000",
        "2024-01-02",
        "12:30:45",
        "1e",
        "e3",
        ".",
        "-",
        "1.2.3",
        "0b11",
        "tRue",
        "nULL",
        "exp:v1,batch:32",
        "inf",
        "NaN",
        "0x",
        "=",
        "1e3.5"
      })
  void whatTheYamlCoreSchemaDoesNotNameIsText(String written) {
    assertThat(yaml("x: " + (written.equals("-") ? "'-'" : written)))
        .isEqualTo(Map.of("x", written));
  }

  @ParameterizedTest
  @CsvSource({"true, true", "True, true", "TRUE, true", "false, false", "FALSE, false"})
  void yamlTruthValues(String written, boolean expected) {
    assertThat(yaml("x: " + written)).isEqualTo(Map.of("x", expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "null", "Null", "NULL"})
  void yamlNulls(String written) {
    assertThat(object(yaml("x: " + written))).containsEntry("x", null);
  }

  @Test
  void quotedYamlIsText() {
    assertThat(yaml("[\"1\", 'true', \"\", 'null', |-\n  12\n]".replace("|-\n  12\n", "\"12\"")))
        .isEqualTo(List.of("1", "true", "", "null", "12"));
    assertThat(yaml("x: |\n  12\n")).isEqualTo(Map.of("x", "12\n"));
  }

  @Test
  void yamlKeysAreTexts() {
    assertThat(object(yaml("1: a\ntrue: b\n\"\": c\n~: d"))).containsOnlyKeys("1", "true", "", "~");
  }

  @Test
  void aliasesAndMergeKeysAreResolved() {
    String text = "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {<<: [{z: 9}, *a], x: 0}\nd: *a";
    assertThat(yaml(text))
        .isEqualTo(
            Map.of(
                "a", Map.of("x", 1L, "y", 2L),
                "b", Map.of("x", 1L, "y", 3L),
                "c", Map.of("z", 9L, "x", 0L, "y", 2L),
                "d", Map.of("x", 1L, "y", 2L)));
  }

  static List<Arguments> brokenTexts() {
    return Stream.of(
            broken("a: [1, 2", "1:9: this is not YAML"),
            broken("a:\n\t- b", "2:1: this is not YAML: while scanning for the next token"),
            broken("a: b: c", "1:5: this is not YAML: mapping values are not allowed here"),
            broken("a: 1\n---\nb: 2", "2:1: a second document begins here"),
            broken("a: !!binary abcd", "1:4: the tag tag:yaml.org,2002:binary is not used here"),
            broken("a: !java/x {}", "1:4: the tag !java/x is not used here"),
            broken("? [a]\n: b", "1:3: a key is a text, not an object or a list"),
            broken("a: &x b\n*x : c", "2:1: an alias cannot stand for a key"),
            broken("a: *x", "1:4: no value before the alias *x has that anchor"),
            broken("a: &x [*x]", "1:8: the alias *x stands within its own value"),
            broken("a: {<<: 3}", "1:5: << takes an object or a list of objects"),
            broken("{\"a\": 1,}", "1:9: a comma stands before '}'"),
            broken("[1,]", "1:4: a comma stands before ']'"),
            broken("{\"a\": 1 \"b\": 2}", "1:9: expected ',' or '}', and found '\"'"),
            broken("{\"a\" 1}", "1:6: expected ':' after the key, and found '1'"),
            broken("{\"a\": }", "1:7: expected a value, and found '}'"),
            broken("{\"a\":\n", "2:1: the text ends where a value should stand"),
            broken("{\"a\": [1", "1:9: the text ends where ',' or ']' should stand"),
            broken("{a: 1}", "1:2: expected a key in double quotes, and found 'a'"),
            broken("{'a': 1}", "1:2: JSON texts and keys stand in double quotes"),
            broken("{ // x\n}", "1:3: JSON has no comments; remove it"),
            broken("{\n  # x\n}", "2:3: JSON has no comments; remove it"),
            broken("{} x", "1:4: expected nothing after the end of the document"),
            broken("{\"a\": True}", "1:7: 'True' is not a JSON value; did you mean 'true'?"),
            broken("{\"a\": None}", "1:7: 'None' is not a JSON value; a text stands in double"),
            broken("{\"a\": 01}", "1:7: '01' is not a JSON value; a number looks like"),
            broken("{\"a\": +1}", "1:7: '+1' is not a JSON value; a number looks like"),
            broken("{\"a\": \"x", "1:7: the closing quote of this text is missing"),
            broken("{\"a\": \"x\ny\"}", "1:9: a line break or tab stands in a text"),
            broken("{\"a\": \"\\x\"}", "1:8: this backslash begins no JSON escape"),
            broken("{\"a\": \"\\u12g4\"}", "1:8: \\u is followed by four hexadecimal digits"),
            broken("{\"a\": " + "9".repeat(3000) + "}", "a number or word is longer than"),
            broken("? " + "k".repeat(1001) + "\n: 1", "1:3: a key is longer than 1000 characters"),
            broken("a: \u0000", "1:4: the control character U+0000 stands here"))
        .toList();
  }

  private static Arguments broken(String text, String message) {
    return Arguments.of(text, message);
  }

  @ParameterizedTest
  @MethodSource("brokenTexts")
  void brokenSyntaxIsToldWithItsPlace(String text, String message) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "- ", "{\"a\":", "x: {a: [", "x: &x [*x, "})
  void nestingWithoutEndIsRefused(String opening) {
    assertThatThrownBy(() -> read(nested(opening)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(opening.contains("*") ? "alias" : "more than 100 levels deep");
  }

  private static String nested(String opening) {
    int colon = opening.startsWith("x: {") ? 3 : 0;
    return opening.substring(0, colon) + opening.substring(colon).repeat(100_000);
  }

  @Test
  void millionsOfValuesAreRefused() {
    assertThatThrownBy(() -> read("[" + "1,".repeat(1_500_000) + "1]"))
        .hasMessage("f:1:2000002: there are more than 1000000 values up to here");
  }

  @Test
  void aHundredLevelsAreAllowed() {
    assertThat(read("[".repeat(100) + "]".repeat(100)).problems()).isEmpty();
  }

  @Test
  void deepNestingThroughAliasesIsRefused() {
    String text =
        IntStream.range(1, 200)
            .mapToObj(level -> "- &a" + level + " [*a" + (level - 1) + "]\n")
            .reduce("- &a0 x\n", String::concat);
    assertThatThrownBy(() -> read(text)).hasMessageContaining("nests more than 100 levels deep");
  }

  @Test
  void anAliasBombIsRefusedBeforeItGrows() {
    String tenfold = Stream.generate(() -> "*a%1$d").limit(10).reduce((a, b) -> a + "," + b).get();
    String text =
        IntStream.range(1, 30)
            .mapToObj(level -> "- &a" + level + " [" + tenfold.formatted(level - 1) + "]\n")
            .reduce("- &a0 x\n", String::concat);
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the aliases stand for more than 100000 values");
  }

  static List<Arguments> bytesThatAreNoText() {
    return List.of(
        Arguments.of(
            bytes("a: 1\nb: x\u00e9", StandardCharsets.ISO_8859_1), "f:2:5: the byte 0xE9"),
        Arguments.of(new byte[] {'a', ':', ' ', (byte) 0xE2, (byte) 0x82}, "is not UTF-8"),
        Arguments.of(bytes("{}", StandardCharsets.UTF_16), "f:1:1: the file is UTF-16"),
        Arguments.of(new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0}, "f:1:1: the file is UTF-16"),
        Arguments.of(new byte[] {'P', 'K', 3, 4}, "f:1:3: the control character U+0003"));
  }

  @ParameterizedTest
  @MethodSource("bytesThatAreNoText")
  void whatIsNoUtf8TextIsRefused(byte[] content, String message) {
    assertThatThrownBy(() -> DocumentReader.read(content, "f", Optional.empty()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void everySingleValueThatCannotBeUsedIsTold() {
    Document document =
        read(
            "{\"a\": 1, \"b\": {\"c\": [0, 99999999999999999999]},\r\n \"a\": NaN, \"d\": \"\\ud800\"}");
    assertThat(document.problems().stream().map(Object::toString))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("f:1:25: b.c[1]: the integer does not fit"),
            second ->
                assertThat(second).startsWith("f:2:2: a: the key is given twice, first in line 1"),
            third -> assertThat(third).startsWith("f:2:7: a: NaN is not a number"),
            fourth -> assertThat(fourth).startsWith("f:2:17: d: the text holds half of"));
    assertThat(read("a: 1e999\nb: -.inf").problems())
        .extracting(Object::toString)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("f:1:4: a: the number 1e999 is too large"),
            second -> assertThat(second).startsWith("f:2:4: b: -.inf is not a number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\t", "# comment\n", "---\n", "\ufeff"})
  void aTextWithoutAValueIsNull(String text) {
    assertThat(read(text).root().value()).isNull();
  }

  @Test
  void jsonEscapesAndCharactersBeyondTheBasicPlaneAreRead() {
    assertThat(read("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00 😀 한글\"]").root().value())
        .isEqualTo(List.of("\"\\/\b\f\n\r\t\u00e9😀 😀 한글"));
  }

  @Test
  void columnsCountCharactersAndEveryKindOfLineBreakEndsALine() {
    assertThatThrownBy(() -> read("{\"😀\": x}")).hasMessageStartingWith("f:1:7: 'x'");
    assertThatThrownBy(() -> read("{\r\n\"a\":\r1,\n}")).hasMessageStartingWith("f:4:1: a comma");
  }

  @Test
  void theFormatIsToldFromTheNameOrElseFromTheContent() {
    assertThat(format("{\"a\": 1}", "f")).isEqualTo(DocumentFormat.JSON);
    assertThat(format("a: 1", "f")).isEqualTo(DocumentFormat.YAML);
    assertThat(format("{a: 1} # flow", "f.YML")).isEqualTo(DocumentFormat.YAML);
    assertThatThrownBy(() -> format("a: 1", "f.json"))
        .hasMessageContaining("'a' is not a JSON value", "a YAML file is named .yaml");
  }

  private static DocumentFormat format(String text, String name) {
    byte[] content = bytes(text, StandardCharsets.UTF_8);
    return DocumentReader.read(content, name, DocumentFormat.ofFileName(name)).format();
  }

  private static byte[] bytes(String text, Charset charset) {
    return text.getBytes(charset);
  }

  private static Document read(String text) {
    return DocumentReader.read(bytes(text, StandardCharsets.UTF_8), "f", Optional.empty());
  }

  private static Object yaml(String text) {
    byte[] content = bytes(text, StandardCharsets.UTF_8);
    Document document = DocumentReader.read(content, "f", Optional.of(DocumentFormat.YAML));
    assertThat(document.problems()).isEmpty();
    return document.root().value();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> object(Object value) {
    return (Map<String, Object>) value;
  }
}
