package io.synapse.cli.plugin;

import io.synapse.job.Bindings.PluginReference;
import io.synapse.plugin.HyperparameterSchema;
import io.synapse.plugin.JavaPlugin;
import io.synapse.plugin.PluginCatalog;
import io.synapse.plugin.PluginCatalog.PluginProvider;
import io.synapse.plugin.PluginLoader;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out what a plugin's jar or folder holds by loading every plugin in it. One use each. */
final class PluginInspection {

  private final PluginReference reference;
  private final List<Path> classPath = new ArrayList<>();
  private final List<PluginReport.ReportedPlugin> entries = new ArrayList<>();
  private final List<Problem> problems = new ArrayList<>();
  private Optional<String> version = Optional.empty();
  private Optional<String> fingerprint = Optional.empty();
  private Optional<HyperparameterSchema> schema = Optional.empty();

  /**
   * An inspection that has not begun.
   *
   * @param reference the jar or folder, and which of its plugins
   * @param further what they need beside it
   */
  PluginInspection(PluginReference reference, List<Path> further) {
    this.reference = reference;
    this.classPath.add(reference.path());
    this.classPath.addAll(further);
  }

  /**
   * Loads the plugins. What their initialisers print goes to standard error, because standard
   * output is the report's.
   *
   * @throws InvalidInputException when there is no jar, or no such plugin in it
   */
  PluginReport report() {
    PrintStream output = System.out;
    System.setOut(System.err);
    try {
      chosen().forEach(this::inspect);
    } finally {
      System.setOut(output);
    }
    return new PluginReport(
        reference.path(), version, fingerprint, entries, schema, Optional.empty(), problems);
  }

  private List<PluginProvider> chosen() {
    List<PluginProvider> chosen =
        PluginCatalog.read(reference.path()).providers().stream().filter(this::isMeant).toList();
    if (chosen.isEmpty()) {
      // The loader refuses it, and says best what is lacking.
      PluginLoader.load(classPath, reference.name()).close();
    }
    return chosen;
  }

  private boolean isMeant(PluginProvider provider) {
    return reference
        .name()
        .filter(name -> !name.equals(provider.name()) && !name.equals(provider.className()))
        .isEmpty();
  }

  private void inspect(PluginProvider provider) {
    try (JavaPlugin plugin = PluginLoader.load(classPath, Optional.of(provider.className()))) {
      version = plugin.version();
      fingerprint = Optional.of(plugin.fingerprint());
      schema = plugin.schema();
      entries.add(new PluginReport.ReportedPlugin(provider, true));
    } catch (InvalidInputException e) {
      problems.addAll(e.problems());
      entries.add(new PluginReport.ReportedPlugin(provider, false));
    }
  }
}
