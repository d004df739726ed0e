package io.synapse.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.job.FieldReader.JsonObjects;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.job.document.Document.DocumentFormat;
import io.synapse.job.document.DocumentReader;
import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The reader and the JSON Schema judge the same good and bad files. */
class JobCorpusTest {

  static List<Path> goodFiles() {
    return JobCorpus.files("good");
  }

  static List<Path> badFiles() {
    return JobCorpus.files("bad");
  }

  static List<Path> filesBadBeyondTheSchema() {
    return JobCorpus.files("bad-beyond-schema");
  }

  @ParameterizedTest
  @MethodSource("goodFiles")
  void aGoodFileIsAcceptedByReaderAndSchema(Path file) throws IOException {
    assertThat(JobCorpus.refusal(() -> read(file))).isEmpty();
    assertThat(schemaErrors(file)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("badFiles")
  void aBadFileIsRefusedByReaderAndSchema(Path file) throws IOException {
    assertRefusedAsExpected(file, "bad.yaml");
    assertThat(schemaErrors(file)).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("filesBadBeyondTheSchema")
  void theReaderFindsWhatTheSchemaCannot(Path file) throws IOException {
    assertRefusedAsExpected(file, "bad-beyond-schema.yaml");
    assertThat(schemaErrors(file)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("goodFiles")
  void whatIsPrintedReadsBackAsTheSameJob(Path file) {
    LoadedJob read = read(file);
    for (DocumentFormat format : DocumentFormat.values()) {
      LoadedJob again = JobCorpus.read(JobPrinter.print(read.document(), format));
      assertThat(again.job()).isEqualTo(read.job());
      assertThat(again.document()).isEqualTo(read.document());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theDocumentOfADeprecatedJobIsTheDocumentedMigration(DocumentFormat format) {
    LoadedJob before = read(JobCorpus.FOLDER.resolve("good/document-deprecated-tune.json"));
    LoadedJob after = read(JobCorpus.FOLDER.resolve("good/document-migrated-tune.json"));
    assertThat(JobPrinter.print(before.document(), format))
        .isEqualTo(JobPrinter.print(after.document(), format));
    assertThat(before.job()).isEqualTo(after.job());
    assertThat(after.warnings()).isEmpty();
    assertThat(before.warnings())
        .singleElement()
        .satisfies(warning -> assertThat(warning.path()).isEqualTo("action"))
        .satisfies(
            warning ->
                assertThat(warning.message())
                    .contains("deprecated", "synapse migrate")
                    .endsWith(
                        JobPrinter.print(after.document(), DocumentFormat.JSON).stripTrailing()));
  }

  @Test
  void dataSetIdsEndWhereTheReaderEndsThem() {
    for (long id : new long[] {2147483648L, 2147483650L, 2147490000L, 2150000000L, 9999999999L}) {
      String job = "name: x\ndataset: 1\nhyperparameter: {}\ndatasets: {" + id + ": a}";
      assertThat(JobCorpus.refusal(() -> JobCorpus.read(job))).isPresent();
      assertThat(JobCorpus.schemaErrors(job)).isNotEmpty();
    }
  }

  @Test
  void readerAndSchemaAgreeOnEveryBlankCharacter() {
    for (char character = 1; character < 0xD800; character++) {
      if (Character.isSpaceChar(character) || Character.isWhitespace(character)) {
        String job = "name: \"\\u%04x\"\ndataset: 1\nhyperparameter: {}".formatted((int) character);
        assertThat(JobCorpus.refusal(() -> JobCorpus.read(job))).isPresent();
        assertThat(JobCorpus.schemaErrors(job)).isNotEmpty();
      }
    }
  }

  @Test
  void everyBadFileHasItsExpectation() throws IOException {
    assertThat(expectations("bad.yaml").keySet()).hasSameElementsAs(names(badFiles()));
    assertThat(expectations("bad-beyond-schema.yaml").keySet())
        .hasSameElementsAs(names(filesBadBeyondTheSchema()));
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).toList();
  }

  private static void assertRefusedAsExpected(Path file, String expectations) throws IOException {
    List<?> parts = (List<?>) expectations(expectations).get(file.getFileName().toString());
    String[] expected = parts.stream().map(String.class::cast).toArray(String[]::new);
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(expected)
        .satisfies(
            thrown ->
                assertThat(((InvalidInputException) thrown).problems())
                    .hasSize(expected.length)
                    .allMatch(
                        problem -> problem.toString().matches("(?s).*\\.\\w+:\\d+:\\d+: .*")));
  }

  private static Map<String, Object> expectations(String name) throws IOException {
    byte[] content = Files.readAllBytes(JobCorpus.FOLDER.resolve(name));
    return JsonObjects.of(
        (Map<?, ?>) DocumentReader.read(content, name, Optional.empty()).root().value());
  }

  private static LoadedJob read(Path file) {
    return JobCorpus.READER.read(JobSource.file(file), List.of());
  }

  private static List<String> schemaErrors(Path file) throws IOException {
    return JobCorpus.schemaErrors(Files.readAllBytes(file), file.getFileName().toString());
  }
}
