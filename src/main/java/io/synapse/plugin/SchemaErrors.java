package io.synapse.plugin;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import io.synapse.problem.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The errors of a JSON Schema validation for people: one error for each place, with the branches of
 * an {@code anyOf} or {@code oneOf} in one sentence.
 */
final class SchemaErrors {

  private static final Set<String> CHOICES = Set.of("anyOf", "oneOf");
  private static final Set<String> ALWAYS = Set.of("allOf", "$ref", "$dynamicRef", "$recursiveRef");
  private static final Set<String> UNKNOWN =
      Set.of("additionalProperties", "unevaluatedProperties");
  private static final Set<String> SOMETIMES =
      Set.of("anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies");

  private SchemaErrors() {}

  /** The errors, without repetitions, in their order. */
  static List<Located> of(List<Error> errors) {
    Map<String, List<Error>> groups = new LinkedHashMap<>();
    for (Error error : errors) {
      groups.computeIfAbsent(groupOf(error), key -> new ArrayList<>()).add(error);
    }
    Set<Located> located = new LinkedHashSet<>();
    groups.values().forEach(group -> located.add(join(group)));
    return List.copyOf(located);
  }

  /** Errors in branches of the same choice are one group; any other error is its own. */
  private static String groupOf(Error error) {
    List<Object> path = elements(error.getEvaluationPath());
    for (int i = 0; i < path.size(); i++) {
      if (CHOICES.contains(path.get(i))) {
        return path.subList(0, i + 1) + " " + firstElements(error.getInstanceLocation(), path, i);
      }
    }
    return path + " " + error.getInstanceLocation() + " " + error.getMessage();
  }

  /** The instance location of the choice itself: a step into the instance per property or item. */
  private static List<Object> firstElements(NodePath instance, List<Object> path, int end) {
    long steps = path.subList(0, end).stream().filter(SchemaErrors::isStep).count();
    List<Object> all = elements(instance);
    return all.subList(0, (int) Math.min(steps, all.size()));
  }

  private static boolean isStep(Object element) {
    return Set.of("properties", "patternProperties", "additionalProperties", "items", "prefixItems")
        .contains(element);
  }

  private static Located join(List<Error> group) {
    Error first = group.get(0);
    List<Error> branches = group.stream().filter(error -> !isChoiceItself(error)).toList();
    String message =
        branches.size() <= 1
            ? SchemaMessage.of(branches.isEmpty() ? first : branches.get(0))
            : branches.stream()
                .map(SchemaMessage::of)
                .distinct()
                .collect(Collectors.joining("; or "));
    List<Object> shortest =
        group.stream()
            .map(error -> elements(error.getInstanceLocation()))
            .min((a, b) -> Integer.compare(a.size(), b.size()))
            .orElseThrow();
    return new Located(shortest, elements(first.getEvaluationPath()), first.getProperty(), message);
  }

  private static boolean isChoiceItself(Error error) {
    List<Object> path = elements(error.getEvaluationPath());
    return !path.isEmpty() && CHOICES.contains(path.get(path.size() - 1));
  }

  private static List<Object> elements(NodePath path) {
    List<Object> elements = new ArrayList<>(path.getNameCount());
    for (int i = 0; i < path.getNameCount(); i++) {
      elements.add(path.getElement(i));
    }
    return elements;
  }

  /**
   * One error.
   *
   * @param instance the place in the values: names and indexes
   * @param rule the place of the rule in the schema
   * @param property the name that is missing or unknown; null for other errors
   * @param message the rule and the value
   */
  record Located(List<Object> instance, List<Object> rule, String property, String message) {

    /** The message behind the place, for errors of the schema itself. */
    String told() {
      return instance.isEmpty() ? message : "at " + steps().substring(1) + ": " + message;
    }

    /** The place as the end of a path: {@code .layers[1]}. */
    String steps() {
      return steps(instance);
    }

    /** The place inside the value of one name. */
    String stepsBelow(String name) {
      return isBelow(name) ? steps(instance.subList(1, instance.size())) : steps();
    }

    private static String steps(List<Object> elements) {
      return elements.stream()
          .map(step -> step instanceof Integer ? "[" + step + "]" : "." + step)
          .collect(Collectors.joining());
    }

    boolean isAtTop() {
      return instance.isEmpty();
    }

    boolean isBelow(String name) {
      return !instance.isEmpty() && instance.get(0).equals(name);
    }

    /** Whether the rule holds whatever the other values are. */
    boolean isUnconditional() {
      return rule.stream()
          .filter(step -> !(step instanceof Integer) && !ALWAYS.contains(step))
          .findFirst()
          .map(step -> !SOMETIMES.contains(step))
          .orElse(true);
    }

    /** The rule's keyword, such as {@code minimum}; empty for a schema that is false. */
    String keyword() {
      return rule.isEmpty() ? "" : String.valueOf(rule.get(rule.size() - 1));
    }

    /** What to do about an unknown name; empty for other errors. */
    String hint(JsonNode schema) {
      if (rule.isEmpty() || !UNKNOWN.contains(rule.get(rule.size() - 1))) {
        return "";
      }
      String nearest =
          isAtTop() ? NearestName.hint(property, schema.path("properties").propertyNames()) : "";
      return nearest.isEmpty() ? "; take it out" : nearest;
    }
  }

  /** Words for the errors of the JSON Schema validator: the rule and the value. */
  static final class SchemaMessage {

    private static final int LONGEST_VALUE = 60;

    private static final Map<String, String> TYPES =
        Map.of(
            "integer", "an integer",
            "number", "a number",
            "string", "a text",
            "boolean", "true or false",
            "object", "an object",
            "array", "a list",
            "null", "null");

    private SchemaMessage() {}

    static String of(Error error) {
      JsonNode rule = error.getSchemaNode();
      return switch (String.valueOf(error.getKeyword())) {
        case "type" -> mustBe(type(rule), error);
        case "minimum" -> mustBe("at least " + rule, error);
        case "maximum" -> mustBe("at most " + rule, error);
        case "exclusiveMinimum" -> mustBe("above " + rule, error);
        case "exclusiveMaximum" -> mustBe("below " + rule, error);
        case "multipleOf" -> mustBe("a multiple of " + rule, error);
        case "const" -> mustBe(String.valueOf(rule), error);
        case "enum" -> mustBe("one of " + rule, error);
        case "pattern" -> mustBe("a text that matches " + rule, error);
        case "required" ->
            "the plugin requires '" + error.getProperty() + "', which is missing; add it";
        case "additionalProperties", "unevaluatedProperties" ->
            "the plugin has no hyperparameter '" + error.getProperty() + "'";
        default -> error.getMessage() + ", and is " + value(error);
      };
    }

    private static String mustBe(String rule, Error error) {
      return "must be " + rule + ", and is " + value(error);
    }

    private static String type(JsonNode rule) {
      if (!rule.isArray()) {
        return TYPES.getOrDefault(rule.stringValue(""), rule.toString());
      }
      StringBuilder types = new StringBuilder();
      for (JsonNode one : rule) {
        types.append(types.isEmpty() ? "" : " or ").append(type(one));
      }
      return types.toString();
    }

    private static String value(Error error) {
      String value = String.valueOf(error.getInstanceNode());
      return value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) + "…" : value;
    }
  }
}
