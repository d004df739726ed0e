package io.synapse.job;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.job.document.Document.DocumentFormat;
import io.synapse.job.document.DocumentReader;
import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Job files of the test resources, and the two that judge them: the reader and the schema. */
final class JobCorpus {

  static final Path FOLDER = Path.of("src/test/resources/jobs");

  /** The algorithms that the document names, as far as its examples use them. */
  static final List<AlgorithmSpecification> SEARCH_ALGORITHMS =
      List.of(
          new AlgorithmSpecification("basicvariantgenerator", List.of("random"), "", List.of()),
          new AlgorithmSpecification("bayesoptsearch", List.of(), "", List.of()),
          new AlgorithmSpecification(
              "hyperoptsearch",
              List.of(),
              "",
              List.of(OptionSpecification.integer("n_initial_points", 20L, 1, "random first"))));

  static final List<AlgorithmSpecification> SCHEDULERS =
      List.of(
          new AlgorithmSpecification("fifo", List.of(), "", List.of()),
          new AlgorithmSpecification(
              "hyperband",
              List.of(),
              "",
              List.of(
                  OptionSpecification.text(
                      "time_attr", "training_iteration", List.of(), "what counts as time"),
                  OptionSpecification.integer("max_t", 81L, 1, "the longest trial"),
                  OptionSpecification.number(
                      "reduction_factor",
                      3.0,
                      new OptionSpecification.ValueRange(1, Double.POSITIVE_INFINITY, false),
                      "the share that goes on"),
                  OptionSpecification.truth("stop_last_trials", true, "whether max_t ends"))));

  static final JobReader READER = new JobReader(SEARCH_ALGORITHMS, SCHEDULERS);

  static final JobSchema SCHEMA = new JobSchema(SEARCH_ALGORITHMS, SCHEDULERS);

  private static final Schema VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(JobPrinter.print(SCHEMA.document(), DocumentFormat.JSON));

  private JobCorpus() {}

  /** The files of one folder, by name. */
  static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads a job from a text as if it came from standard input. */
  static LoadedJob read(String text, String... overrides) {
    return READER.read(source(text), List.of(overrides));
  }

  static JobSource source(String text) {
    return JobSource.standardInput(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** What the JSON Schema finds wrong with a file's content. */
  static List<String> schemaErrors(byte[] content, String name) {
    Object values =
        DocumentReader.read(content, name, DocumentFormat.ofFileName(name)).root().value();
    JsonNode tree = JsonMapper.shared().valueToTree(values);
    return VALIDATOR.validate(tree).stream().map(Object::toString).toList();
  }

  static List<String> schemaErrors(String text) {
    return schemaErrors(text.getBytes(StandardCharsets.UTF_8), "text");
  }

  static Optional<String> refusal(Runnable reading) {
    try {
      reading.run();
      return Optional.empty();
    } catch (io.synapse.problem.InvalidInputException e) {
      return Optional.of(e.getMessage());
    }
  }
}
