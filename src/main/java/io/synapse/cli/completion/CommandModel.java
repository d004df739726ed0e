package io.synapse.cli.completion;

import io.synapse.cli.completion.Candidates.CandidateRules;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command and what can follow it. Hidden commands, flags and arguments are left out.
 *
 * @param name the word that calls it
 * @param path the words from the program's name to this one, with blanks between
 * @param description one clause
 * @param flags its flags, as the help orders them
 * @param arguments its other arguments, by place
 * @param subcommands the commands below it
 */
record CommandModel(
    String name,
    String path,
    String description,
    List<FlagModel> flags,
    List<ArgumentModel> arguments,
    List<CommandModel> subcommands) {

  /** The program and everything below it. */
  static CommandModel of(CommandSpec program) {
    return of(program.name(), program.name(), program);
  }

  private static CommandModel of(String name, String path, CommandSpec command) {
    PlainText.requireWord(name);
    return new CommandModel(
        name,
        path,
        PlainText.firstClause(String.join(" ", command.usageMessage().description())),
        command.options().stream().filter(option -> !option.hidden()).map(FlagModel::of).toList(),
        command.positionalParameters().stream()
            .filter(argument -> !((ArgSpec) argument).hidden())
            .map(argument -> ArgumentModel.of(command, argument))
            .toList(),
        subcommands(path, command));
  }

  private static List<CommandModel> subcommands(String path, CommandSpec command) {
    return command.subcommands().entrySet().stream()
        .filter(entry -> !specification(entry).usageMessage().hidden())
        .map(entry -> of(entry.getKey(), path + " " + entry.getKey(), specification(entry)))
        .toList();
  }

  private static CommandSpec specification(Map.Entry<String, CommandLine> entry) {
    return entry.getValue().getCommandSpec();
  }

  /** This command and every one below it. */
  Stream<CommandModel> all() {
    return Stream.concat(Stream.of(this), subcommands.stream().flatMap(CommandModel::all));
  }

  /**
   * An argument of a command that is no flag.
   *
   * @param label how the help names it
   * @param description one clause
   * @param candidates what it can be
   * @param repeatable whether it also takes every further place
   */
  record ArgumentModel(
      String label, String description, Candidates candidates, boolean repeatable) {

    static ArgumentModel of(CommandSpec command, PositionalParamSpec argument) {
      return new ArgumentModel(
          argument.paramLabel(),
          PlainText.firstClause(String.join(" ", argument.description())),
          CandidateRules.of(command, argument),
          argument.isMultiValue());
    }
  }

  /**
   * A flag of a command.
   *
   * @param names every name, dashes included, the shortest first
   * @param description one clause
   * @param valueLabel how the help names its value
   * @param value what its value can be; empty when it takes none
   * @param repeatable whether it can be given again
   */
  record FlagModel(
      List<String> names,
      String description,
      String valueLabel,
      Optional<Candidates> value,
      boolean repeatable) {

    static FlagModel of(OptionSpec option) {
      return new FlagModel(
          List.of(option.names()),
          PlainText.firstClause(String.join(" ", option.description())),
          option.paramLabel(),
          option.arity().max() == 0 ? Optional.empty() : Optional.of(CandidateRules.of(option)),
          option.isMultiValue());
    }

    boolean takesValue() {
      return value.isPresent();
    }
  }
}
