package io.synapse.action.run;

import io.synapse.action.prepare.Execution;
import io.synapse.action.prepare.Preparation;
import io.synapse.action.prepare.RayTarget;
import io.synapse.dataset.DatasetContent.PreparedDataset;
import io.synapse.execute.EventQueue;
import io.synapse.execute.SharedDataset;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.attempt.PluginAttempt.AttemptSettings;
import io.synapse.execute.inline.InlineExecutor;
import io.synapse.execute.inline.InlineExecutor.StandardStreams;
import io.synapse.execute.pool.WorkerLimits;
import io.synapse.execute.process.ProcessExecutor;
import io.synapse.execute.process.WorkerProgram;
import io.synapse.execute.ray.RayExecutor;
import io.synapse.execute.ray.RayProgram;
import io.synapse.execute.ray.RayUnavailableException;
import io.synapse.job.Job;
import io.synapse.plugin.JavaPlugin;
import io.synapse.plugin.PythonPlugin;
import io.synapse.problem.OperationFailedException;
import io.synapse.protocol.DriverMessage;
import io.synapse.python.PythonCode;
import io.synapse.run.RunFolder;
import io.synapse.store.model.StoredModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Makes the executor that a plan names. */
final class Executors {

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(30);

  private final Preparation preparation;
  private final PreparedDataset dataset;
  private final Path strays;
  private final Path rayLog;

  /**
   * The executors for one run.
   *
   * @param dataset the job's data set, read
   * @param run takes what is printed outside of trials
   */
  Executors(Preparation preparation, PreparedDataset dataset, RunFolder run) {
    this.preparation = preparation;
    this.dataset = dataset;
    this.strays = run.printsFile();
    this.rayLog = run.rayLogFile();
  }

  /** The executor; the caller closes it. */
  TrialExecutor create(StandardStreams streams, EventQueue events) throws InterruptedException {
    return switch (preparation.plan().execution().kind()) {
      case INLINE ->
          new InlineExecutor(
              new InlineExecutor.Settings(attempts(), stopGrace(), streams, strays), events);
      case PROCESS -> new ProcessExecutor(workers(), events);
      case RAY -> onRay(events);
    };
  }

  private RayExecutor onRay(EventQueue events) throws InterruptedException {
    try {
      return new RayExecutor(raySettings(), events);
    } catch (RayUnavailableException e) {
      throw new OperationFailedException(e.getMessage(), e);
    }
  }

  private RayExecutor.Settings raySettings() {
    Execution execution = preparation.plan().execution();
    RayTarget target = execution.ray().orElseThrow();
    return new RayExecutor.Settings(
        target.connection(PythonCode.unpack(System.getenv()), rayLog),
        setup(),
        execution.share(),
        rayProgram(execution, target),
        WorkerLimits.usual(stopGrace()),
        strays);
  }

  /** What was named or installed for the plugin is needed; what Ray runs with, any node has. */
  private RayProgram rayProgram(Execution execution, RayTarget target) {
    if (preparation.plugin() instanceof PythonPlugin plugin) {
      Path interpreter = plugin.python().interpreter();
      boolean ofRay = interpreter.equals(target.python().interpreter().executable());
      return new RayProgram.OfPython(interpreter, !ofRay);
    }
    return new RayProgram.OfJava(execution.workerJavaOptions());
  }

  private AttemptSettings attempts() {
    return new AttemptSettings(
        (JavaPlugin) preparation.plugin(),
        new SharedDataset(dataset),
        startModel(),
        job().isTune());
  }

  private ProcessExecutor.Settings workers() {
    Execution execution = preparation.plan().execution();
    return new ProcessExecutor.Settings(
        setup(),
        execution.share(),
        execution.gpus(),
        program(execution),
        WorkerLimits.usual(stopGrace()),
        strays);
  }

  private WorkerProgram program(Execution execution) {
    return preparation.plugin() instanceof PythonPlugin plugin
        ? new WorkerProgram.OfPython(
            plugin.python().interpreter(), PythonCode.unpack(System.getenv()))
        : new WorkerProgram.OfJava(execution.workerJavaOptions());
  }

  private DriverMessage.Setup setup() {
    return new DriverMessage.Setup(
        new DriverMessage.PluginPlace(
            preparation.plugin().classPath().stream().map(Path::toString).toList(),
            preparation.plugin().qualifiedName()),
        new DriverMessage.DatasetPlace(
            dataset.id(),
            dataset.name(),
            dataset.content().path().toString(),
            dataset.fingerprint()),
        startModel().map(Path::toString).orElse(null),
        job().isTune());
  }

  private Optional<Path> startModel() {
    return preparation.checkpoint().map(StoredModel::filesFolder);
  }

  private Duration stopGrace() {
    return job().tuning().map(tuning -> tuning.config().limits().stopGrace()).orElse(DEFAULT_GRACE);
  }

  private Job job() {
    return preparation.loaded().job();
  }
}
