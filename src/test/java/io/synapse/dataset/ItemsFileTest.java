package io.synapse.dataset;

import static io.synapse.dataset.SampleFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.synapse.dataset.DatasetContent.DatasetItem;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemsFileTest {

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void someFiles() {
    folder = parent.resolve("set");
    write(folder, "images/1.png", "one");
    write(folder, "images/2.png", "two");
    write(folder, ".hidden/3.png", "three");
    write(parent, "outside.png", "x");
  }

  @Test
  void eachLineIsAnItem() {
    items(
        "{\"category\": \"train\", \"files\": [\"images/2.png\", \"./images/1.png\"],"
            + " \"data\": {\"label\": 3, \"box\": [0.5, null, true], \"name\": \"고양이\"}}",
        "",
        "{\"category\": \"test\", \"files\": [\"images/1.png\"]}",
        "{\"data\": {\"text\": \"no file\"}}");
    DatasetContent content = DatasetReader.read(folder);
    assertThat(content.layout()).isEqualTo(DatasetContent.Layout.LISTED);
    assertThat(content.categories()).containsExactly("test", "train");
    DatasetItem item = content.items("train").get(0);
    assertThat(item.files())
        .containsExactly(folder.resolve("images/2.png"), folder.resolve("images/1.png"));
    assertThat(item.data())
        .isEqualTo(Map.of("label", 3L, "box", Arrays.asList(0.5, null, true), "name", "고양이"));
    assertThat(content.items("")).hasSize(1);
    assertThat(content.files()).contains("items.jsonl");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"files": ["images/1.png"}                    | is not JSON
          {"files": ["images/1.png"]                    | is not JSON: the line ends too early
          ["images/1.png"]                              | must be a JSON object
          {"files": ["images/1.png"]} {}                | is not JSON: something follows the object
          {"files": [], "files": []}                    | is not JSON: a key is given twice; keep one of them
          {"file": ["images/1.png"]}                    | unknown key 'file'; did you mean 'files'?
          {"files": ["images/1.png"], "label": 3}       | unknown key 'label'; an item has category, files, data; put it into data
          {"category": 3, "files": ["images/1.png"]}    | category must be a text, and is 3
          {"files": "images/1.png"}                     | files must be a list of texts, such as ["a.png"], and is "images/1.png"
          {"files": {"image": "x.png"}}                 | and is an object
          {"data": {"label": NaN}}                      | is not JSON: NaN and Infinity are no numbers of JSON; write null
          {"data": {"label": abc}}                      | is not JSON: what stands here is no object
          {"files": [1]}                                | files must hold texts, and holds 1
          {"files": ["images/1.png"], "data": [1]}      | data must be an object
          {"category": "train"}                         | has neither files nor data
          {"files": ["images/9.png"]}                   | file 'images/9.png' is missing
          {"files": ["images"]}                         | file 'images' is a folder
          {"files": ["../outside.png"]}                 | file '../outside.png' is outside the data set's folder
          {"files": ["images/../../outside.png"]}       | is outside the data set's folder
          {"files": ["/etc/passwd"]}                    | file '/etc/passwd' is outside the data set's folder
          {"files": [".hidden/3.png"]}                  | is hidden
          {"data": {"big": 123456789012345678901}}      | an integer does not fit into 64 bits; write it as a text in quotes
          """)
  void aWrongLineIsToldWithFileAndLine(String line, String message) {
    items("{\"files\": [\"images/1.png\"]}", line);
    Problem problem = problems().get(0);
    Problem.Place place = problem.place().orElseThrow();
    assertThat(place.file()).isEqualTo(folder.resolve("items.jsonl").toString());
    assertThat(place.line()).isEqualTo(2);
    assertThat(problem.message()).contains(message);
  }

  @Test
  void aSyntaxErrorIsToldWithItsColumn() {
    items("{\"files\": [\"images/1.png\"] oops}");
    assertThat(problems().get(0).place().orElseThrow().column()).isBetween(28, 33);
  }

  @Test
  void everyErrorIsToldAndManyAreCounted() {
    items(
        IntStream.range(0, 50)
            .mapToObj(i -> "{\"files\": [\"missing/" + i + ".png\"]}")
            .toArray(String[]::new));
    List<Problem> problems = problems();
    assertThat(problems).hasSize(21);
    assertThat(problems.get(19).message()).contains("missing/19.png");
    assertThat(problems.get(20).message()).contains("30 more errors");
  }

  @Test
  void aFileWithoutItemsIsAnError() {
    items("", "  ");
    assertThat(problems().get(0).message()).contains("lists no items");
  }

  @Test
  void textThatIsNotUtf8IsToldWithItsLine() throws IOException {
    byte[] korean = {(byte) 0xB0, (byte) 0xA1};
    Files.write(folder.resolve("items.jsonl"), korean);
    assertThat(problems().get(0).toString()).contains("items.jsonl:1:1").contains("not UTF-8");
  }

  @Test
  void aByteOrderMarkIsSkipped() throws IOException {
    Files.write(
        folder.resolve("items.jsonl"),
        "\uFEFF{\"files\": [\"images/1.png\"]}".getBytes(StandardCharsets.UTF_8));
    assertThat(DatasetReader.read(folder).itemCount()).isEqualTo(1);
  }

  private void items(String... lines) {
    write(folder, "items.jsonl", Arrays.stream(lines).collect(Collectors.joining("\n")));
  }

  private List<Problem> problems() {
    return catchThrowableOfType(InvalidInputException.class, () -> DatasetReader.read(folder))
        .problems();
  }
}
