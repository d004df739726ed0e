package io.synapse.cli.runs;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.output.FormatOption.JsonOption;
import io.synapse.problem.InvalidInputException;
import io.synapse.space.Objective;
import io.synapse.store.Store;
import io.synapse.store.raytune.RayExperiment;
import io.synapse.store.raytune.RayImport;
import io.synapse.store.run.StoredRun;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse runs import}. */
@Command(
    name = "import",
    sortOptions = false,
    description = {
      "Takes the results folder of an experiment of Ray Tune into the store as a run: its trials"
          + " with all they reported, and the last checkpoints of those that ended well as models.",
      "Everything is copied, nothing is unpickled, and a folder that is damaged leaves nothing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse runs import ~/ray_results/train_2026-01-02_03-04-05 --mode max",
      "  synapse runs import results --name digits --metric loss --mode min"
    })
final class RunsImportCommand extends BasicCommand {

  /** The words of a job's {@code mode}. */
  enum Goal {
    max,
    min;

    Objective.Mode mode() {
      return this == max ? Objective.Mode.MAX : Objective.Mode.MIN;
    }
  }

  @Parameters(paramLabel = "DIR", description = "The folder, which holds those of the trials.")
  private Path folder;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The run's name (default: that of the folder).")
  private String name;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "What was optimised (default: what the folder tells).")
  private String metric;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      description = "Which values of it are better: ${COMPLETION-CANDIDATES}.")
  private Goal mode;

  @Mixin private JsonOption json;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    RayExperiment experiment = RayExperiment.read(folder);
    experiment.warnings().forEach(this::warn);
    Objective objective =
        experiment.objective(
            Optional.ofNullable(metric), Optional.ofNullable(mode).map(Goal::mode));
    String runName = name == null ? String.valueOf(experiment.folder().getFileName()) : name;
    if (runName.isBlank()) {
      throw new InvalidInputException(
          "--name: a run's name is not blank; leave it out, or write one");
    }
    try (Store opened = store.open()) {
      String id = new RayImport(opened, experiment, runName, objective, this::warn).run();
      report(opened.runs().find(id), opened);
    }
    return ExitStatus.DONE;
  }

  private void warn(String warning) {
    output().message("warning: " + warning);
  }

  private void report(StoredRun run, Store opened) {
    RunFacts facts = RunFacts.of(run, opened.runs());
    if (json.isChosen()) {
      output().json(facts.toJson());
    }
    output()
        .message(
            "imported run %s: trials %s; models %d; best %s"
                .formatted(
                    run.id(), facts.trials(), opened.models().list(run.id()).size(), facts.best()));
  }
}
