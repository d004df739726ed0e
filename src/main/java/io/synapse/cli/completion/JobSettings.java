package io.synapse.cli.completion;

import io.synapse.job.JobSchema;
import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.OptionSpecification;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the values that {@code --set} can change in the job file's own schema. */
final class JobSettings {

  private final List<AlgorithmSpecification> searchAlgorithms;
  private final List<AlgorithmSpecification> schedulers;

  JobSettings(
      List<AlgorithmSpecification> searchAlgorithms, List<AlgorithmSpecification> schedulers) {
    this.searchAlgorithms = searchAlgorithms;
    this.schedulers = schedulers;
  }

  /** Every setting once, in the schema's order. */
  List<JobSetting> all() {
    Map<String, Object> document = new JobSchema(searchAlgorithms, schedulers).document();
    Map<?, ?> definitions = (Map<?, ?>) document.get("$defs");
    Stream<JobSetting> found =
        Stream.of(
                ofObject("", (Map<?, ?>) definitions.get("fields")),
                Stream.of(new JobSetting("hyperparameter.", "a value for the plugin", List.of())),
                ofObject("tune_config.", (Map<?, ?>) definitions.get("tune_config")),
                ofOptions("tune_config.search_alg.options.", searchAlgorithms),
                ofOptions("tune_config.scheduler.options.", schedulers))
            .flatMap(settings -> settings);
    Map<String, JobSetting> byKey = new LinkedHashMap<>();
    found.forEach(setting -> byKey.putIfAbsent(setting.key(), setting));
    return List.copyOf(byKey.values());
  }

  private Stream<JobSetting> ofObject(String prefix, Map<?, ?> schema) {
    Map<?, ?> properties = (Map<?, ?>) schema.get("properties");
    return properties.entrySet().stream()
        .flatMap(entry -> ofField(prefix + entry.getKey(), (Map<?, ?>) entry.getValue()));
  }

  private Stream<JobSetting> ofField(String key, Map<?, ?> schema) {
    String description = Objects.requireNonNullElse((String) schema.get("description"), "");
    return switch (key) {
      case "tune_config.search_alg" -> ofAlgorithms(key, "search algorithm", searchAlgorithms);
      case "tune_config.scheduler" -> ofAlgorithms(key, "scheduler", schedulers);
      default -> {
        String start = isType(schema, "object") ? key + "." : key;
        yield Stream.of(new JobSetting(start, description, values(schema)));
      }
    };
  }

  private static Stream<JobSetting> ofAlgorithms(
      String key, String description, List<AlgorithmSpecification> algorithms) {
    List<String> names =
        algorithms.stream()
            .flatMap(each -> Stream.concat(Stream.of(each.name()), each.aliases().stream()))
            .toList();
    return Stream.of(new JobSetting(key + ".name", description, names));
  }

  private static Stream<JobSetting> ofOptions(
      String prefix, List<AlgorithmSpecification> algorithms) {
    return algorithms.stream()
        .flatMap(algorithm -> algorithm.options().stream())
        .map(option -> ofOption(prefix, option));
  }

  private static JobSetting ofOption(String prefix, OptionSpecification option) {
    List<String> values =
        option.type() == OptionSpecification.Type.BOOLEAN
            ? List.of("true", "false")
            : option.choices();
    return new JobSetting(prefix + option.name(), option.description(), values);
  }

  private static List<String> values(Map<?, ?> schema) {
    if (isType(schema, "boolean")) {
      return List.of("true", "false");
    }
    List<String> values = new ArrayList<>();
    if (schema.get("enum") instanceof List<?> allowed) {
      allowed.stream().filter(Objects::nonNull).map(Object::toString).forEach(values::add);
    }
    return values;
  }

  private static boolean isType(Map<?, ?> schema, String type) {
    Object written = schema.get("type");
    return type.equals(written) || (written instanceof List<?> types && types.contains(type));
  }

  /**
   * A value of a job that {@code --set} can change.
   *
   * @param key the dotted path into the job; with a dot at its end, the start of paths that are
   *     free
   * @param description one clause
   * @param values the values there are; empty when they are too many
   */
  record JobSetting(String key, String description, List<String> values) {

    JobSetting {
      PlainText.requireWord(key);
      description = PlainText.firstClause(description);
      values = List.copyOf(values);
      values.forEach(PlainText::requireWord);
    }

    /** What is suggested for the key: it is followed by a value, or with more of the path. */
    String start() {
      return key.endsWith(".") ? key : key + "=";
    }
  }
}
