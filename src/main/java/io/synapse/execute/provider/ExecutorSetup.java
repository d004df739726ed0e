package io.synapse.execute.provider;

import io.synapse.dataset.DatasetContent.PreparedDataset;
import io.synapse.execute.inline.InlineExecutor.StandardStreams;
import io.synapse.execute.resources.WorkerShare;
import io.synapse.plugin.Plugin;
import io.synapse.protocol.DriverMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an executor is made with.
 *
 * @param plugin the plugin
 * @param dataset the data set, read
 * @param startModel the files of the model that the job starts from
 * @param tunes whether the job is a tuning job
 * @param share what each worker gets of the machine, or of its node
 * @param workerJavaOptions what the user gives the workers' virtual machines
 * @param stopGrace how long a plugin may take to end once it was asked to
 * @param streams the standard streams of this process
 * @param printsFile takes what is printed outside of trials
 * @param clusterLog takes what a cluster prints
 */
public record ExecutorSetup(
    Plugin plugin,
    PreparedDataset dataset,
    Optional<Path> startModel,
    boolean tunes,
    WorkerShare share,
    List<String> workerJavaOptions,
    Duration stopGrace,
    StandardStreams streams,
    Path printsFile,
    Path clusterLog) {

  /** What every worker is sent before its first attempt. */
  DriverMessage.Setup message() {
    return new DriverMessage.Setup(
        new DriverMessage.PluginPlace(
            plugin.classPath().stream().map(Path::toString).toList(), plugin.qualifiedName()),
        new DriverMessage.DatasetPlace(
            dataset.id(),
            dataset.name(),
            dataset.content().path().toString(),
            dataset.fingerprint()),
        startModel.map(Path::toString).orElse(null),
        tunes);
  }
}
