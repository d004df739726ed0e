package io.synapse.action.prepare;

import io.synapse.job.Bindings.PluginReference;
import io.synapse.job.Bindings.PythonReference;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.plugin.Plugin;
import io.synapse.plugin.PluginLoader;
import io.synapse.plugin.PythonPluginFile;
import io.synapse.problem.InvalidInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds a job's plugin, in whatever language it is. */
final class PluginChoice {

  private final LoadedJob loaded;
  private final RunOptions options;
  private final PythonPlugins pythonPlugins;

  /**
   * A choice that is not made yet.
   *
   * @param pythonPlugins finds those in Python
   */
  PluginChoice(LoadedJob loaded, RunOptions options, PythonPlugins pythonPlugins) {
    this.loaded = loaded;
    this.options = options;
    this.pythonPlugins = pythonPlugins;
  }

  /**
   * A plugin, which the caller closes.
   *
   * @param python the interpreter that a run keeps to, if one is named or was chosen
   */
  record ChosenPlugin(Plugin plugin, Optional<PythonReference> python) {}

  /**
   * Chooses.
   *
   * @throws InvalidInputException when there is none, or it cannot be used
   */
  ChosenPlugin choose() {
    PluginReference reference = reference();
    Optional<PythonPluginFile> python = PythonPluginFile.at(reference.path());
    if (python.isPresent()) {
      refuseInline(python.get());
      python.get().check(reference.name());
      PythonPlugins.FoundPlugin found =
          pythonPlugins.find(python.get(), options, loaded.bindings());
      return new ChosenPlugin(found.plugin(), Optional.of(found.python().reference()));
    }
    return new ChosenPlugin(
        inJava(reference), options.python().or(() -> loaded.bindings().python()));
  }

  private Plugin inJava(PluginReference reference) {
    List<Path> classPath = new ArrayList<>();
    classPath.add(reference.path());
    classPath.addAll(options.classPath());
    // Workers run its code; what happens there costs a trial.
    return options.executorOrStandard().runsPluginsInDriver()
        ? PluginLoader.load(classPath, reference.name())
        : PluginLoader.find(classPath, reference.name());
  }

  private PluginReference reference() {
    return options
        .plugin()
        .or(() -> loaded.bindings().plugin())
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "the job names no plugin; add \"plugin\": \"plugin.py\" or \"file.jar\" to the"
                        + " job file or to a synapse.yaml beside it, or give --plugin PATH"));
  }

  private void refuseInline(PythonPluginFile file) {
    if (options.executorOrStandard().runsPluginsInDriver()) {
      throw new InvalidInputException(
          "%s is a plugin in Python, which runs in worker processes alone; leave out --executor inline"
              .formatted(file.path()));
    }
  }
}
