package io.synapse.job;

import io.synapse.job.document.Document;
import io.synapse.job.document.DocumentPath;
import io.synapse.job.document.DocumentReader;
import io.synapse.job.document.Node;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Place;
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
   * @param problems takes the errors, each with the option as its place
   * @return the changed params
   */
  static Node.Mapping applyAll(Node.Mapping params, List<String> written, Problems problems) {
    Node.Mapping changed = params;
    for (String argument : written) {
      try {
        changed = parse(argument, problems).applyTo(changed);
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
    String prefix = JobFields.PARAMS + ".";
    return setIn(params, key.startsWith(prefix) ? key.substring(prefix.length()) : key);
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
    Place keyPlace = after.isEmpty() ? place() : field.map(Node.Field::place).orElse(place());
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
    throw failure(
        source, "the list has no element '" + step + "'; it has " + size + ", counted from 0");
  }

  private static boolean isNamed(Node element, String name) {
    return element instanceof Node.Mapping mapping
        && mapping.fields().containsKey(JobFields.HYPERPARAMETER_NAME)
        && name.equals(mapping.fields().get(JobFields.HYPERPARAMETER_NAME).node().value());
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

  private Place place() {
    return new Place(source, 0, 0);
  }

  private static InvalidInputException failure(String source, String message) {
    Problem problem = new Problem(Optional.of(new Place(source, 0, 0)), "", message);
    return new InvalidInputException(List.of(problem));
  }
}
