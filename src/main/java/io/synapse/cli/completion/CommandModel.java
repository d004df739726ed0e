package io.synapse.cli.completion;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

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
}
