package io.synapse.job;

import io.synapse.job.document.Document;
import io.synapse.job.document.DocumentPath;
import io.synapse.job.document.DocumentReader;
import io.synapse.job.document.Node;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.NearestName;
import io.synapse.problem.Problem;
import io.synapse.problem.Problems;
import io.synapse.problem.ShownValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One {@code -s KEY=VALUE}: a value that takes the place of a job file's.
 *
 * @param source how messages name it: {@code -s KEY}
 * @param key the dotted path within {@code params}, such as {@code tune_config.num_samples}, {@code
 *     hyperparameters.0.max}, {@code hyperparameters[0].max} or, by the hyperparameter's name,
 *     {@code hyperparameters.learning_rate.max}
 * @param value the value
 */
record JobOverride(String source, String key, Node value) {

  private static final String EXAMPLE = "; write it like -s tune_config.num_samples=4";

  /**
   * Carries out every override, later ones over earlier ones.
   *
   * @param params the job's params
   * @param written the arguments of {@code -s}
   * @param layout which keys may stand beside the params
   * @param problems takes the errors, each with the option as its place
   * @return the changed params
   */
  static Node.Mapping applyAll(
      Node.Mapping params, List<String> written, JobLayout layout, Problems problems) {
    Node.Mapping changed = params;
    for (String argument : written) {
      try {
        JobOverride override = parse(argument, problems);
        override.checkTarget(changed, layout);
        changed = override.applyTo(changed);
      } catch (InvalidInputException e) {
        problems.addAll(e.problems());
      }
    }
    return changed;
  }

  private static JobOverride parse(String argument, Problems problems) {
    int equals = argument.indexOf('=');
    String key = (equals < 0 ? argument : argument.substring(0, equals)).strip();
    String source = "-s " + (equals < 0 ? argument : key);
    if (equals < 0) {
      throw failure(source, "there is no '='" + EXAMPLE);
    }
    if (key.isEmpty()) {
      throw failure("-s " + argument, "there is no key before the '='" + EXAMPLE);
    }
    Document value = DocumentReader.readValue(argument.substring(equals + 1), source);
    problems.addAll(value.problems());
    return new JobOverride(source, key, value.root());
  }

  private Node.Mapping applyTo(Node.Mapping params) {
    return setIn(params, keyInParams());
  }

  private String keyInParams() {
    String prefix = JobFields.PARAMS + ".";
    return key.startsWith(prefix) ? key.substring(prefix.length()) : key;
  }

  /** Says what was probably meant by a key that {@code params} cannot have. */
  private void checkTarget(Node.Mapping params, JobLayout layout) {
    String name = firstStep(keyInParams());
    if (layout.paramsKeys().contains(name)) {
      return;
    }
    if (JobFields.BINDINGS.contains(name)) {
      String flag = name.equals(JobFields.DATASETS) ? "--dataset" : "--" + name;
      throw failure(source, "this stands outside params; give " + flag + " instead");
    }
    if (field(params, JobFields.HYPERPARAMETER).orElse(null) instanceof Node.Mapping fixed
        && fixed.fields().containsKey(name)) {
      throw meant(JobFields.HYPERPARAMETER);
    }
    if (field(params, JobFields.HYPERPARAMETERS).orElse(null) instanceof Node.Sequence space
        && names(space).contains(name)) {
      throw meant(JobFields.HYPERPARAMETERS);
    }
  }

  private InvalidInputException meant(String field) {
    return failure(source, "unknown key; did you mean '" + field + "." + keyInParams() + "'?");
  }

  private static Optional<Node> field(Node.Mapping mapping, String name) {
    return Optional.ofNullable(mapping.fields().get(name)).map(Node.Field::node);
  }

  private Node set(Optional<Node> current, String rest) {
    if (rest.isEmpty()) {
      return value;
    }
    if (current.isEmpty() || isNull(current.get())) {
      return setIn(new Node.Mapping(place(), Map.of()), withoutDot(rest));
    }
    if (current.get() instanceof Node.Mapping mapping) {
      return setIn(mapping, withoutDot(rest));
    }
    if (current.get() instanceof Node.Sequence sequence) {
      return setIn(sequence, rest);
    }
    String shown = ShownValue.of(current.get().value());
    throw failure(source, "there is " + shown + " before '" + rest + "', and not an object");
  }

  private Node.Mapping setIn(Node.Mapping mapping, String rest) {
    String name = DocumentPath.existingKey(mapping, rest).orElseGet(() -> firstStep(rest));
    Optional<Node.Field> field = Optional.ofNullable(mapping.fields().get(name));
    String after = rest.substring(name.length());
    Problem.Place keyPlace =
        after.isEmpty() ? place() : field.map(Node.Field::place).orElse(place());
    Node changed = set(field.map(Node.Field::node), after);
    return mapping.with(name, new Node.Field(keyPlace, changed));
  }

  private Node setIn(Node.Sequence sequence, String rest) {
    boolean bracket = rest.startsWith("[");
    String steps = bracket ? rest.substring(1) : withoutDot(rest);
    String step = bracket ? steps.substring(0, Math.max(0, steps.indexOf(']'))) : firstStep(steps);
    int index = elementIndex(sequence, step);
    List<Node> elements = new ArrayList<>(sequence.elements());
    String after = steps.substring(step.length() + (bracket ? 1 : 0));
    elements.set(index, set(Optional.of(elements.get(index)), after));
    return new Node.Sequence(sequence.place(), elements);
  }

  private int elementIndex(Node.Sequence sequence, String step) {
    int size = sequence.elements().size();
    for (int index = 0; index < size; index++) {
      if (step.equals(Integer.toString(index)) || isNamed(sequence.elements().get(index), step)) {
        return index;
      }
    }
    List<String> names = names(sequence);
    throw failure(
        source,
        "the list has no element '%s'; it has %d, counted from 0%s%s"
            .formatted(
                step,
                size,
                names.isEmpty() ? "" : ": " + String.join(", ", names),
                NearestName.hint(step, names)));
  }

  private static List<String> names(Node.Sequence sequence) {
    return sequence.elements().stream().flatMap(element -> name(element).stream()).toList();
  }

  private static boolean isNamed(Node element, String name) {
    return name(element).filter(name::equals).isPresent();
  }

  private static Optional<String> name(Node element) {
    return element instanceof Node.Mapping mapping
        ? field(mapping, JobFields.HYPERPARAMETER_NAME)
            .map(Node::value)
            .filter(String.class::isInstance)
            .map(String.class::cast)
        : Optional.empty();
  }

  private static boolean isNull(Node node) {
    return node instanceof Node.Scalar scalar && scalar.value() == null;
  }

  private static String withoutDot(String rest) {
    return rest.startsWith(".") ? rest.substring(1) : rest;
  }

  /** The part of a path up to the next dot or bracket. */
  private String firstStep(String rest) {
    int end = 0;
    while (end < rest.length() && ".[".indexOf(rest.charAt(end)) < 0) {
      end++;
    }
    if (end == 0) {
      throw failure(source, "a part of the key is empty" + EXAMPLE);
    }
    return rest.substring(0, end);
  }

  private Problem.Place place() {
    return new Problem.Place(source, 0, 0);
  }

  private static InvalidInputException failure(String source, String message) {
    Problem problem = new Problem(Optional.of(new Problem.Place(source, 0, 0)), "", message);
    return new InvalidInputException(List.of(problem));
  }
}
