package io.synapse.cli.plugin;

import io.synapse.plugin.HyperparameterSchema;
import io.synapse.plugin.PluginCatalog.PluginProvider;
import io.synapse.problem.Problem;
import io.synapse.python.Interpreter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a plugin's jar or folder holds, found out by loading every plugin in it.
 *
 * @param path the jar or folder, absolute
 * @param version the version of its manifest
 * @param fingerprint the SHA-256 of its code; empty when nothing in it can be loaded
 * @param entries the plugins in the order of the service files
 * @param schema the rules of their hyperparameters
 * @param python what runs one in Python
 * @param problems why some can't be loaded
 */
record PluginReport(
    Path path,
    Optional<String> version,
    Optional<String> fingerprint,
    List<ReportedPlugin> entries,
    Optional<HyperparameterSchema> schema,
    Optional<Python> python,
    List<Problem> problems) {

  /** What runs a plugin in Python. */
  record Python(String version, Interpreter interpreter) {

    Map<String, Object> toJson() {
      return Map.of(
          "version", version,
          "interpreter", interpreter.executable().toString(),
          "chosen_as", interpreter.origin().text());
    }
  }

  /**
   * One plugin.
   *
   * @param usable whether it can be loaded
   */
  record ReportedPlugin(PluginProvider provider, boolean usable) {

    /** The functions that its service files promise. */
    List<String> functions() {
      List<String> functions = new ArrayList<>();
      if (provider.train()) {
        functions.add("train");
      }
      if (provider.tune()) {
        functions.add("tune");
      }
      return functions;
    }

    Map<String, Object> toJson() {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("name", provider.name());
      fields.put("class", provider.className());
      fields.put("functions", functions());
      fields.put("usable", usable);
      return fields;
    }
  }

  Map<String, Object> toJson() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", path.toString());
    fields.put("version", version.orElse(null));
    fields.put("fingerprint", fingerprint.orElse(null));
    fields.put("plugins", entries.stream().map(ReportedPlugin::toJson).toList());
    python.ifPresent(runs -> fields.put("python", runs.toJson()));
    fields.put("hyperparameters_schema", schema.map(PluginReport::parsed).orElse(null));
    return fields;
  }

  /** The schema was parsed once already, so it is JSON. */
  private static Object parsed(HyperparameterSchema schema) {
    return JsonMapper.shared().readTree(schema.text());
  }
}
