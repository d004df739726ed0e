package io.synapse.cli.plugin;

import io.synapse.action.prepare.PythonChoice;
import io.synapse.action.prepare.PythonPlugins;
import io.synapse.action.prepare.RunOptions;
import io.synapse.job.Bindings;
import io.synapse.plugin.PluginCatalog.PluginProvider;
import io.synapse.plugin.PythonPlugin;
import io.synapse.plugin.PythonPluginFile;
import io.synapse.python.InterpreterSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out what a plugin in Python is, by importing it in a process of its own. */
final class PythonPluginInspection {

  private final PythonPluginFile file;
  private final RunOptions options;
  private final Optional<Path> environments;

  /**
   * An inspection that has not begun.
   *
   * @param options its class path, and the interpreter if one is named
   * @param environments where environments are installed for plugins
   */
  PythonPluginInspection(PythonPluginFile file, RunOptions options, Optional<Path> environments) {
    this.file = file;
    this.options = options;
    this.environments = environments;
  }

  /**
   * Imports the plugin.
   *
   * @throws io.synapse.problem.InvalidInputException when it cannot be used
   */
  PluginReport report() {
    Map<String, String> variables = System.getenv();
    PythonPlugin plugin =
        new PythonPlugins(
                PythonChoice.rehearsing(new InterpreterSearch(variables), variables, environments),
                variables)
            .find(file, options, Bindings.NONE)
            .plugin();
    PluginProvider provider =
        new PluginProvider(
            plugin.name(), plugin.qualifiedName(), plugin.supportsTrain(), plugin.supportsTune());
    return new PluginReport(
        file.path(),
        plugin.version(),
        Optional.of(plugin.fingerprint()),
        List.of(new PluginReport.ReportedPlugin(provider, true)),
        plugin.schema(),
        Optional.of(new PluginReport.Python(plugin.python().version(), plugin.interpreter())),
        List.of());
  }
}
