package io.synapse.action;

import io.synapse.dataset.PreparedDataset;
import io.synapse.job.Job;
import io.synapse.store.ModelFingerprints;
import io.synapse.store.RunFolder;
import io.synapse.tune.RunEvent;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a run was made from, in the forms that the journal, the results and the models want. */
final class RunRecord {

  private final Preparation preparation;
  private final RunFolder run;
  private final String version;
  private final Optional<PreparedDataset> prepared;
  private final String pluginFingerprint;

  RunRecord(Preparation preparation, RunFolder run, String version) {
    this(preparation, run, version, Optional.empty(), preparation.plugin().fingerprint());
  }

  private RunRecord(
      Preparation preparation,
      RunFolder run,
      String version,
      Optional<PreparedDataset> prepared,
      String pluginFingerprint) {
    this.preparation = preparation;
    this.run = run;
    this.version = version;
    this.prepared = prepared;
    this.pluginFingerprint = pluginFingerprint;
  }

  RunRecord with(PreparedDataset dataset) {
    return new RunRecord(preparation, run, version, Optional.of(dataset), pluginFingerprint);
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
    job.put(
        "datasets",
        Map.of(
            Integer.toString(preparation.dataset().id()),
            preparation.dataset().content().path().toString()));
    Map<String, Object> options = new LinkedHashMap<>();
    options.put(
        "class_path", preparation.plugin().classPath().stream().map(Object::toString).toList());
    options.put("seed", preparation.plan().seed());
    options.put("concurrency", preparation.plan().concurrency().slots());
    Execution execution = preparation.plan().execution();
    options.put("executor", execution.kind().name().toLowerCase(Locale.ROOT));
    options.put("worker_java_opts", execution.workerJavaOptions());
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("job", job);
    record.put("options", options);
    return record;
  }

  RunEvent.RunStarted started() {
    Map<String, Object> details = new LinkedHashMap<>(job());
    details.put("plugin", plugin());
    details.put("seed", preparation.plan().seed());
    details.put("versions", Map.of("synapse", version, "java", System.getProperty("java.version")));
    return new RunEvent.RunStarted(
        run.runId(), jobItself().name(), preparation.plan().run(), details);
  }

  Map<String, Object> plugin() {
    Map<String, Object> plugin = new LinkedHashMap<>();
    plugin.put("name", preparation.plugin().name());
    plugin.put("path", preparation.plugin().classPath().get(0).toString());
    plugin.put("fingerprint", pluginFingerprint);
    return plugin;
  }

  Map<String, Object> dataset() {
    Map<String, Object> dataset = new LinkedHashMap<>();
    dataset.put("id", preparation.dataset().id());
    dataset.put("name", preparation.dataset().name());
    dataset.put("path", preparation.dataset().content().path().toString());
    dataset.put("fingerprint", prepared.map(PreparedDataset::fingerprint).orElse(null));
    return dataset;
  }

  ModelFingerprints fingerprints() {
    String dataset = prepared.map(PreparedDataset::fingerprint).orElse("");
    return new ModelFingerprints(dataset, pluginFingerprint);
  }
}
