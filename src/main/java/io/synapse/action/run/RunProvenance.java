package io.synapse.action.run;

import io.synapse.action.prepare.Preparation;
import io.synapse.action.resume.Resumption;
import io.synapse.action.resume.StoredOptions;
import io.synapse.action.resume.StoredPaths;
import io.synapse.job.Job;
import io.synapse.plugin.PythonPlugin;
import io.synapse.run.RunEvent;
import io.synapse.run.RunFolder;
import io.synapse.store.model.StoredModel.ModelFingerprints;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a run was made from, in the forms that the journal, the results and the models want. */
final class RunProvenance {

  private final Preparation preparation;
  private final RunFolder run;
  private final String version;
  private final Optional<String> datasetFingerprint;
  private final String pluginFingerprint;

  RunProvenance(Preparation preparation, RunFolder run, String version) {
    this(preparation, run, version, Optional.empty(), preparation.plugin().fingerprint());
  }

  private RunProvenance(
      Preparation preparation,
      RunFolder run,
      String version,
      Optional<String> datasetFingerprint,
      String pluginFingerprint) {
    this.preparation = preparation;
    this.run = run;
    this.version = version;
    this.datasetFingerprint = datasetFingerprint;
    this.pluginFingerprint = pluginFingerprint;
  }

  /** The same, once the data set is known. */
  RunProvenance with(String fingerprint) {
    return new RunProvenance(
        preparation, run, version, Optional.of(fingerprint), pluginFingerprint);
  }

  Preparation preparation() {
    return preparation;
  }

  Job jobItself() {
    return preparation.loaded().job();
  }

  /** The job as it is run: the document with absolute paths and the options that count. */
  Map<String, Object> job() {
    Map<String, Object> job = new LinkedHashMap<>(preparation.loaded().document());
    job.put("plugin", preparation.plugin().classPath().get(0) + "#" + preparation.plugin().name());
    preparation.python().ifPresent(python -> job.put(StoredPaths.PYTHON, python.toString()));
    job.put(
        "datasets",
        Map.of(
            Integer.toString(preparation.dataset().id()),
            preparation.dataset().content().path().toString()));
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("job", job);
    record.put("options", StoredOptions.of(preparation));
    return record;
  }

  RunEvent.RunResumed resumed(int finished, Resumption resumption) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("changes", resumption.differences());
    details.put("retry_failed", resumption.request().retriesFailed());
    details.put("plugin", pluginAndPackages());
    details.put("versions", versions());
    int trials = preparation.plan().run().trialCount();
    return new RunEvent.RunResumed(run.runId(), finished, trials, details);
  }

  private Map<String, Object> versions() {
    return Map.of("synapse", version, "java", System.getProperty("java.version"));
  }

  RunEvent.RunStarted started() {
    Map<String, Object> details = new LinkedHashMap<>(job());
    details.put("plugin", pluginAndPackages());
    details.put("seed", preparation.plan().seed());
    details.put("versions", versions());
    return new RunEvent.RunStarted(
        run.runId(), jobItself().name(), preparation.plan().run(), details);
  }

  Map<String, Object> plugin() {
    Map<String, Object> plugin = new LinkedHashMap<>();
    plugin.put("name", preparation.plugin().name());
    plugin.put("path", preparation.plugin().classPath().get(0).toString());
    plugin.put("fingerprint", pluginFingerprint);
    preparation.plugin().version().ifPresent(version -> plugin.put("version", version));
    if (preparation.plugin() instanceof PythonPlugin inPython) {
      Map<String, Object> python = new LinkedHashMap<>();
      python.put("version", inPython.python().version());
      python.put("interpreter", inPython.python().interpreter().toString());
      plugin.put("python", python);
    }
    return plugin;
  }

  /** What the journal says of the plugin, and of the packages installed beside it. */
  private Map<String, Object> pluginAndPackages() {
    Map<String, Object> plugin = plugin();
    if (preparation.plugin() instanceof PythonPlugin inPython) {
      plugin.put("packages", inPython.python().packages());
    }
    return plugin;
  }

  Map<String, Object> dataset() {
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("id", preparation.dataset().id());
    dataset.put("name", preparation.dataset().name());
    dataset.put("path", preparation.dataset().content().path().toString());
    dataset.put("fingerprint", datasetFingerprint.orElse(null));
    return dataset;
  }

  ModelFingerprints fingerprints() {
    return new ModelFingerprints(datasetFingerprint.orElse(""), pluginFingerprint);
  }
}
