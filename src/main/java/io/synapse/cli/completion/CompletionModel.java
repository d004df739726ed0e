package io.synapse.cli.completion;

import io.synapse.cli.completion.JobSettings.JobSetting;
import io.synapse.problem.AlgorithmSpecification;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Everything that completion knows: the commands, and the settings of a job. */
public final class CompletionModel {

  private final CommandModel program;
  private final List<JobSetting> settings;

  private CompletionModel(CommandModel program, List<JobSetting> settings) {
    this.program = program;
    this.settings = List.copyOf(settings);
  }

  /**
   * Reads the model off the commands.
   *
   * @param program the root command
   * @param searchAlgorithms the search algorithms that a job can name
   * @param schedulers the schedulers that a job can name
   */
  public static CompletionModel of(
      CommandSpec program,
      List<AlgorithmSpecification> searchAlgorithms,
      List<AlgorithmSpecification> schedulers) {
    return new CompletionModel(
        CommandModel.of(program), new JobSettings(searchAlgorithms, schedulers).all());
  }

  CommandModel program() {
    return program;
  }

  List<CommandModel> commands() {
    return program.all().toList();
  }

  List<JobSetting> settings() {
    return settings;
  }
}
