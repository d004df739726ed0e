package io.synapse.job;

import io.synapse.problem.AlgorithmSpecification;
import io.synapse.problem.NearestName;
import io.synapse.problem.ShownValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks {@code search_alg} and {@code scheduler}: a name and its options. */
final class AlgorithmChecker {

  private final String field;
  private final List<AlgorithmSpecification> known;
  private final List<String> keys;

  /**
   * A checker of one of the two.
   *
   * @param field its name
   * @param known what it can name, the default first
   * @param furtherKeys what it takes beside name and options
   */
  AlgorithmChecker(String field, List<AlgorithmSpecification> known, String... furtherKeys) {
    if (known.isEmpty()) {
      throw new IllegalArgumentException("there must be something that " + field + " can name");
    }
    this.field = field;
    this.known = List.copyOf(known);
    this.keys =
        Stream.concat(
                Stream.of(JobFields.ALGORITHM_NAME, JobFields.ALGORITHM_OPTIONS),
                Stream.of(furtherKeys))
            .toList();
  }

  /**
   * What a job chose.
   *
   * @param name the documented name
   * @param options every option, defaults filled in
   * @param fields the object itself, when the job has one
   */
  record Choice(String name, Map<String, Object> options, Optional<Fields> fields) {}

  /** Checks the field of a {@code tune_config}; the default when it is left out. */
  Choice check(Fields config) {
    if (!config.has(field)) {
      return new Choice(fallback().name(), defaults(fallback(), config), Optional.empty());
    }
    Optional<Fields> chosen = config.object(field, remedy(config.raw(field)));
    return chosen
        .map(this::choice)
        .orElseGet(() -> new Choice(fallback().name(), Map.of(), Optional.empty()));
  }

  private String remedy(Object written) {
    String name = written instanceof String text ? text : fallback().name();
    return "; write it like {\"name\": " + ShownValue.of(name) + "}";
  }

  private Choice choice(Fields fields) {
    fields.refuseUnknown(keys);
    return specification(fields)
        .map(found -> new Choice(found.name(), options(found, fields), Optional.of(fields)))
        .orElseGet(() -> new Choice(fallback().name(), Map.of(), Optional.of(fields)));
  }

  private Optional<AlgorithmSpecification> specification(Fields fields) {
    if (!fields.has(JobFields.ALGORITHM_NAME)) {
      return Optional.of(fallback());
    }
    if (!(fields.raw(JobFields.ALGORITHM_NAME) instanceof String written)) {
      fields.wrongType(JobFields.ALGORITHM_NAME, "a text", "; there are " + knownNames());
      return Optional.empty();
    }
    Optional<AlgorithmSpecification> found =
        known.stream().filter(candidate -> candidate.isNamed(written)).findFirst();
    if (found.isEmpty()) {
      fields.error(
          JobFields.ALGORITHM_NAME,
          "there is no "
              + field
              + " "
              + ShownValue.of(written)
              + "; there are "
              + knownNames()
              + NearestName.hint(written, allNames()));
    }
    return found;
  }

  private Map<String, Object> options(AlgorithmSpecification chosen, Fields fields) {
    String name = JobFields.ALGORITHM_OPTIONS;
    if (!fields.has(name)) {
      return defaults(chosen, fields);
    }
    return fields
        .map(name, Fields.OBJECT, "")
        .map(written -> chosen.check(written, fields.path(name), fields.problems()))
        .orElse(Map.of());
  }

  private static Map<String, Object> defaults(AlgorithmSpecification chosen, Fields fields) {
    return chosen.check(Map.of(), "", fields.problems());
  }

  private AlgorithmSpecification fallback() {
    return known.get(0);
  }

  private String knownNames() {
    return String.join(", ", known.stream().map(AlgorithmSpecification::name).toList());
  }

  private List<String> allNames() {
    return known.stream()
        .flatMap(each -> Stream.concat(Stream.of(each.name()), each.aliases().stream()))
        .toList();
  }
}
