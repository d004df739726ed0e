package io.synapse.python;

import io.synapse.python.PythonInspection.Failure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what the inspecting program wrote. */
final class InspectionJson {

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private InspectionJson() {}

  /**
   * Reads it.
   *
   * @param started the program that was started; it may be a script that chooses an interpreter
   */
  static PythonInspection read(Path started, String json) {
    JsonNode found = MAPPER.readTree(json);
    return new PythonInspection(
        text(found, "executable").filter(path -> !path.isBlank()).map(Path::of).orElse(started),
        found.get("version").asString(),
        packages(found),
        text(found, "requirements").map(Path::of),
        texts(found, "missing"),
        text(found, "error").map(line -> new Failure(line, text(found, "trace").orElse(line))),
        texts(found, "functions"),
        texts(found, "problems"),
        text(found, "plugin_version"),
        texts(found, "sources").stream().map(Path::of).toList());
  }

  private static Map<String, String> packages(JsonNode found) {
    Map<String, String> packages = new LinkedHashMap<>();
    found
        .path("packages")
        .properties()
        .forEach(entry -> packages.put(entry.getKey(), entry.getValue().asString()));
    return packages;
  }

  private static Optional<String> text(JsonNode found, String name) {
    JsonNode value = found.path(name);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }

  private static List<String> texts(JsonNode found, String name) {
    return StreamSupport.stream(found.path(name).spliterator(), false)
        .map(JsonNode::asString)
        .toList();
  }
}
