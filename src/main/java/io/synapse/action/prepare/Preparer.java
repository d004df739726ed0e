package io.synapse.action.prepare;

import io.synapse.action.prepare.Preparation.LocatedDataset;
import io.synapse.action.prepare.TrainPlan.WarmStart;
import io.synapse.dataset.DatasetImport;
import io.synapse.dataset.DatasetReader;
import io.synapse.execute.provider.ExecutionTarget;
import io.synapse.execute.resources.MachineResources;
import io.synapse.job.Job;
import io.synapse.job.JobReader.LoadedJob;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import io.synapse.python.Interpreter;
import io.synapse.python.InterpreterSearch;
import io.synapse.store.Store;
import io.synapse.store.dataset.StoredDataset;
import io.synapse.store.model.StoredModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds and checks everything that a job names, before anything runs or is written. */
public final class Preparer {

  private final Optional<Store> store;
  private final Optional<Consumer<String>> installing;

  private Preparer(Optional<Store> store, Optional<Consumer<String>> installing) {
    this.store = store;
    this.installing = installing;
  }

  /**
   * A preparer for a run.
   *
   * @param store where registered data sets and models are, and what is installed for plugins
   * @param installing receives short lines while something is installed
   */
  public static Preparer of(Store store, Consumer<String> installing) {
    return new Preparer(Optional.of(store), Optional.of(installing));
  }

  /**
   * A preparer that writes nothing.
   *
   * @param store where registered data sets and models are; empty while there is no store yet
   */
  public static Preparer rehearsing(Optional<Store> store) {
    return new Preparer(store, Optional.empty());
  }

  /**
   * Prepares a job.
   *
   * @return the preparation, which the caller closes
   * @throws InvalidInputException with everything that is missing, wrong or does not fit
   */
  public Preparation prepare(LoadedJob loaded, RunOptions options) {
    return prepare(
        loaded, options, () -> new WarmStartFinder(store).of(loaded.job(), options.warmStart()));
  }

  /**
   * Prepares a job whose search learns from what is given, and not from what the options name.
   *
   * @return as {@link #prepare(LoadedJob, RunOptions)}
   */
  public Preparation prepare(LoadedJob loaded, RunOptions options, Supplier<WarmStart> warmStart) {
    Job job = loaded.job();
    ProblemCollector findings = new ProblemCollector(loaded.places());
    WarmStart learned = findings.of(warmStart).orElse(WarmStart.NONE);
    MachineResources machine = machine(options);
    Optional<ExecutionTarget> target =
        findings.of(
            () ->
                options
                    .executorOrStandard()
                    .locate(options.executorRequest(machine, System.getenv())));
    Optional<TrainPlan> plan =
        target.flatMap(
            found -> findings.of(() -> new Planner(machine, found).plan(job, options, learned)));
    Optional<LocatedDataset> dataset =
        findings.of("params.dataset", () -> dataset(loaded, options));
    Optional<Optional<StoredModel>> checkpoint =
        findings.of("params.checkpoint", () -> checkpoint(job));
    Optional<Interpreter> usual = target.flatMap(ExecutionTarget::interpreter);
    Optional<PluginChoice.ChosenPlugin> plugin =
        findings.of(() -> plugins(loaded, options, usual).choose());
    plugin.ifPresent(found -> findings.of(() -> new PluginChecks(found.plugin()).check(job)));
    if (findings.hasProblems()) {
      plugin.ifPresent(found -> found.plugin().close());
      throw findings.exception();
    }
    return new Preparation(
        loaded,
        plugin.orElseThrow().plugin(),
        plugin.orElseThrow().python(),
        dataset.orElseThrow(),
        checkpoint.orElseThrow(),
        plan.orElseThrow(),
        options);
  }

  private static MachineResources machine(RunOptions options) {
    return MachineResources.detect(System.getenv()).offering(options.cpus(), options.gpus());
  }

  /** On a cluster plugins in Python run with what Ray runs with, unless another is named. */
  private PluginChoice plugins(LoadedJob loaded, RunOptions options, Optional<Interpreter> usual) {
    Map<String, String> variables = System.getenv();
    InterpreterSearch search = new InterpreterSearch(variables, usual);
    Optional<Path> environments = store.map(Store::environments);
    PythonChoice choice =
        environments.isPresent() && installing.isPresent()
            ? PythonChoice.installing(search, variables, environments.get(), installing.get())
            : PythonChoice.rehearsing(search, variables, environments);
    return new PluginChoice(loaded, options, new PythonPlugins(choice, variables));
  }

  private LocatedDataset dataset(LoadedJob loaded, RunOptions options) {
    int id = loaded.job().dataset();
    Optional<Path> bound =
        options.dataset().or(() -> Optional.ofNullable(loaded.bindings().datasets().get(id)));
    if (bound.isPresent()) {
      Path path = bound.get().toAbsolutePath().normalize();
      refuseArchive(path, id);
      return new LocatedDataset(
          id, String.valueOf(path.getFileName()), DatasetReader.read(path), false);
    }
    StoredDataset stored =
        store.flatMap(opened -> opened.datasets().find(id)).orElseThrow(() -> unknownDataset(id));
    return new LocatedDataset(id, stored.name(), DatasetReader.read(stored.path()), true);
  }

  /** A plugin would see one file; which is not what a user who names an archive wants. */
  private static void refuseArchive(Path path, int id) {
    if (Files.isRegularFile(path) && DatasetImport.isArchive(path)) {
      throw new InvalidInputException(
          "%s is an archive; unpack it, or import it with 'synapse dataset add %s --id %d'"
              .formatted(path, path, id));
    }
  }

  private InvalidInputException unknownDataset(int id) {
    String place =
        store
            .map(opened -> "the store " + opened.folder() + " has no")
            .orElse("there is no store yet, and no");
    return new InvalidInputException(
        "%s data set %d; add it with 'synapse dataset add PATH --id %d', name its place under \"datasets\" in the job file, or give --dataset PATH"
            .formatted(place, id, id));
  }

  private Optional<StoredModel> checkpoint(Job job) {
    if (job.checkpoint().isEmpty()) {
      return Optional.empty();
    }
    int id = job.checkpoint().getAsInt();
    Store opened =
        store.orElseThrow(
            () ->
                new InvalidInputException(
                    "there is no model %d: the store is new; train a model first or set checkpoint to null"
                        .formatted(id)));
    StoredModel model = opened.models().existing(id);
    opened.models().verify(model);
    return Optional.of(model);
  }

  /** Collects what several checks find, so that a user sees everything at once. */
  static final class ProblemCollector {

    private final Function<String, Optional<Problem.Place>> places;
    private final List<Problem> problems = new ArrayList<>();

    /**
     * Nothing found yet.
     *
     * @param places where a field of the job stands
     */
    ProblemCollector(Function<String, Optional<Problem.Place>> places) {
      this.places = places;
    }

    /** What a step gives; empty when it found problems, which are kept. */
    <T> Optional<T> of(Supplier<T> step) {
      return of("", step);
    }

    /**
     * What a step gives; empty when it found problems, which are kept.
     *
     * @param path the field of the job that the step is about, for problems that name none
     */
    <T> Optional<T> of(String path, Supplier<T> step) {
      try {
        return Optional.of(step.get());
      } catch (InvalidInputException e) {
        e.problems().forEach(problem -> problems.add(placed(problem, path)));
        return Optional.empty();
      }
    }

    private Problem placed(Problem problem, String about) {
      String path = problem.path().isEmpty() ? about : problem.path();
      Optional<Problem.Place> found = path.isEmpty() ? Optional.empty() : places.apply(path);
      return new Problem(problem.place().or(() -> found), path, problem.message());
    }

    /** Whether a step found problems. */
    boolean hasProblems() {
      return !problems.isEmpty();
    }

    /** All that was found, as one. */
    InvalidInputException exception() {
      return new InvalidInputException(problems);
    }
  }
}
