package io.synapse.cli.completion;

import io.synapse.cli.completion.CommandModel.ArgumentModel;
import io.synapse.cli.completion.CommandModel.FlagModel;
import io.synapse.cli.completion.JobSettings.JobSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the completion script for bash 3.2 and newer. */
final class BashScript {

  private BashScript() {}

  static String of(CompletionModel model) {
    return ScriptTemplate.read("synapse.bash.template")
        .put("COMMANDS", model.commands().stream().map(BashScript::command).toList())
        .put("KINDS", model.commands().stream().flatMap(BashScript::kinds).toList())
        .put("SETTINGS", model.settings().stream().map(each -> "  " + each.start()).toList())
        .put("VALUES", model.settings().stream().flatMap(BashScript::values).toList())
        .toString();
  }

  private static String command(CommandModel command) {
    String subcommands =
        command.subcommands().stream().map(CommandModel::name).collect(Collectors.joining(" "));
    String flags =
        command.flags().stream()
            .flatMap(flag -> flag.names().stream())
            .collect(Collectors.joining(" "));
    return "    '%s') subcommands='%s' flags='%s' ;;".formatted(command.path(), subcommands, flags);
  }

  private static Stream<String> kinds(CommandModel command) {
    List<String> kinds = new ArrayList<>();
    for (FlagModel flag : command.flags()) {
      flag.value().ifPresent(value -> kinds.add(ofFlag(command, flag, value)));
    }
    for (int place = 1; place <= command.arguments().size(); place++) {
      kinds.add(ofArgument(command, place));
    }
    return kinds.stream();
  }

  private static String ofFlag(CommandModel command, FlagModel flag, Candidates value) {
    String patterns =
        flag.names().stream()
            .map(name -> "'" + command.path() + " " + name + "'")
            .collect(Collectors.joining(" | "));
    return kind(patterns, value);
  }

  private static String ofArgument(CommandModel command, int place) {
    ArgumentModel argument = command.arguments().get(place - 1);
    String places = argument.repeatable() ? " '[0-9]*" : " " + place + "'";
    return kind("'" + command.path() + places, argument.candidates());
  }

  private static String kind(String patterns, Candidates candidates) {
    return "    " + patterns + ") kind='" + candidates.call() + "' ;;";
  }

  private static Stream<String> values(JobSetting setting) {
    return setting.values().isEmpty()
        ? Stream.empty()
        : Stream.of(
            "    %s) printf '%%s\\n' %s ;;"
                .formatted(setting.key(), String.join(" ", setting.values())));
  }
}
