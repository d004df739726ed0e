package io.synapse.job;

import static io.synapse.job.SchemaParts.schema;
import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.job.FieldReader.JsonObjects;
import io.synapse.job.JobFieldRows.Refusal;
import io.synapse.job.JobFieldRows.Row;
import io.synapse.job.document.Document.DocumentFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of a job file: its default, another value, a wrong value. */
class JobFieldTest {

  static List<Row> rows() {
    return JobFieldRows.all();
  }

  private static Map<String, Object> base(String path) {
    Map<String, Object> params = schema("name", "base", "dataset", 1L);
    if (path.equals("params.hyperparameter")) {
      params.put("hyperparameter", Map.of());
    } else {
      Map<String, Object> x = schema("name", "x", "type", "uniform", "min", 0L, "max", 1L);
      params.put("is_tune", true);
      params.put("hyperparameters", List.of(x));
      params.put(
          "tune_config",
          schema("metric", "loss", "mode", "max", "search_alg", schema(), "scheduler", schema()));
    }
    return schema("action", "train", "params", params);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aFieldLeftOutHasItsDefault(Row row) {
    String text = text(row.path(), null, false);
    if (row.whenLeftOut() instanceof Refusal refusal) {
      assertRefused(text, refusal.message());
    } else {
      assertAccepted(text, row, row.whenLeftOut());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aNullFieldCountsAsLeftOut(Row row) {
    String text = text(row.path(), null, true);
    if (row.whenLeftOut() instanceof Refusal refusal) {
      assertRefused(text, refusal.message());
    } else {
      assertAccepted(text, row, row.whenLeftOut());
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aFieldTakesAnotherValue(Row row) {
    assertAccepted(text(row.path(), row.other(), true), row, row.otherReading());
  }

  @ParameterizedTest
  @MethodSource("rows")
  void aWrongValueIsRefusedAtItsPlace(Row row) {
    String text = text(row.path(), row.wrong(), true);
    assertRefused(text, row.complaint());
    assertRefused(text, row.path());
  }

  @Test
  void everyFieldOfTheSchemaHasItsRow() {
    Map<String, Object> schema = JobCorpus.SCHEMA.document();
    List<String> fields = new ArrayList<>(properties(schema, "", "then"));
    fields.addAll(properties(schema, "params.", "$defs", "fields"));
    fields.addAll(List.of("params.hyperparameter", "params.hyperparameters"));
    fields.add("params.tune_config");
    String tuneConfig = "params.tune_config.";
    fields.addAll(properties(schema, tuneConfig, "$defs", "tune_config"));
    for (String algorithm : List.of("search_alg", "scheduler")) {
      fields.addAll(
          properties(
              schema,
              tuneConfig + algorithm + ".",
              "$defs",
              "tune_config",
              "properties",
              algorithm));
    }
    assertThat(fields).hasSizeGreaterThan(25).doesNotHaveDuplicates();
    assertThat(rows().stream().map(Row::path)).containsExactlyInAnyOrderElementsOf(fields);
  }

  @Test
  void theReaderKnowsNoOtherFieldsThanTheSchema() {
    assertThat(rows().stream().map(Row::path).filter(path -> path.matches("params\\.\\w+")))
        .map(path -> path.substring("params.".length()))
        .containsExactlyInAnyOrderElementsOf(JobFields.paramsKeys());
    String tuneConfig = "params.tune_config.";
    assertThat(rows().stream().map(Row::path).filter(path -> path.matches(tuneConfig + "\\w+")))
        .map(path -> path.substring(tuneConfig.length()))
        .containsExactlyInAnyOrderElementsOf(JobFields.tuneConfigKeys());
  }

  private static List<String> properties(
      Map<String, Object> schema, String prefix, String... steps) {
    Map<?, ?> part = schema;
    for (String step : steps) {
      part = (Map<?, ?>) part.get(step);
    }
    Map<?, ?> properties = (Map<?, ?>) part.get("properties");
    return properties.keySet().stream().map(name -> prefix + name).toList();
  }

  private static void assertAccepted(String text, Row row, Object expected) {
    assertThat(row.reading().apply(JobCorpus.read(text))).isEqualTo(expected);
    assertThat(JobCorpus.schemaErrors(text)).isEmpty();
  }

  private static void assertRefused(String text, String part) {
    assertThat(JobCorpus.refusal(() -> JobCorpus.read(text))).get().asString().contains(part);
    assertThat(JobCorpus.schemaErrors(text)).isNotEmpty();
  }

  /** The base job with one field changed, or taken out. */
  private static String text(String path, Object value, boolean present) {
    List<String> steps = Arrays.asList(path.split("\\."));
    Map<String, Object> job = changed(base(path), steps, value, present);
    return JobPrinter.print(job, DocumentFormat.JSON);
  }

  private static Map<String, Object> changed(
      Map<String, Object> object, List<String> steps, Object value, boolean present) {
    Map<String, Object> changed = new LinkedHashMap<>(object);
    String first = steps.get(0);
    if (steps.size() > 1) {
      Map<String, Object> inner = JsonObjects.of((Map<?, ?>) object.get(first));
      changed.put(first, changed(inner, steps.subList(1, steps.size()), value, present));
    } else if (present) {
      changed.put(first, value);
    } else {
      changed.remove(first);
    }
    return changed;
  }
}
