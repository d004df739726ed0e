package io.synapse.plugin;

import com.networknt.schema.Error;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Words for the errors of the JSON Schema validator: the rule and the value. */
final class SchemaMessage {

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
