package io.synapse.cli.completion;

import io.synapse.cli.completion.CommandModel.ArgumentModel;
import io.synapse.cli.completion.CommandModel.FlagModel;
import io.synapse.cli.completion.JobSettings.JobSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the completion script for fish: one {@code complete} command for each candidate. */
final class FishScript {

  private FishScript() {}

  static String of(CompletionModel model) {
    List<CommandModel> commands = model.commands();
    return ScriptTemplate.read("synapse.fish.template")
        .put("VALUE_FLAGS", commands.stream().flatMap(FishScript::valueFlags).toList())
        .put("SUBCOMMANDS", commands.stream().flatMap(FishScript::subcommands).toList())
        .put("VALUES", model.settings().stream().flatMap(FishScript::values).toList())
        .put("SETTINGS", settings(model))
        .put("COMPLETIONS", commands.stream().flatMap(FishScript::completions).toList())
        .toString();
  }

  private static Stream<String> valueFlags(CommandModel command) {
    String flags =
        command.flags().stream()
            .filter(FlagModel::takesValue)
            .flatMap(flag -> flag.names().stream())
            .map(name -> quoted(command.path() + " " + name))
            .collect(Collectors.joining(" "));
    return flags.isEmpty() ? Stream.empty() : Stream.of("        case " + flags);
  }

  private static Stream<String> subcommands(CommandModel command) {
    String names =
        command.subcommands().stream().map(CommandModel::name).collect(Collectors.joining(" "));
    return names.isEmpty()
        ? Stream.empty()
        : Stream.of(
            "        case " + quoted(command.path()), "            printf '%s\\n' " + names);
  }

  private static Stream<String> values(JobSetting setting) {
    return setting.values().isEmpty()
        ? Stream.empty()
        : Stream.of(
            "        case '" + setting.key() + "=*'",
            "            printf \"$key=%s\\n\" " + String.join(" ", setting.values()));
  }

  private static List<String> settings(CompletionModel model) {
    String pairs =
        model.settings().stream()
            .map(each -> "                " + each.start() + " " + quoted(each.description()))
            .collect(Collectors.joining(" \\\n"));
    return List.of(pairs);
  }

  private static Stream<String> completions(CommandModel command) {
    List<String> lines = new ArrayList<>();
    for (CommandModel subcommand : command.subcommands()) {
      lines.add(
          "complete -c synapse -n '__synapse_at \"%s\" 1' -a %s -d %s"
              .formatted(command.path(), subcommand.name(), quoted(subcommand.description())));
    }
    command.flags().forEach(flag -> lines.add(completion(command, flag)));
    for (int place = 1; place <= command.arguments().size(); place++) {
      completion(command, place).ifPresent(lines::add);
    }
    return lines.stream();
  }

  private static String completion(CommandModel command, FlagModel flag) {
    String names =
        flag.names().stream().map(FishScript::nameOption).collect(Collectors.joining(" "));
    String value = flag.value().map(candidates -> " -x" + suggestions(candidates)).orElse("");
    return "complete -c synapse -n '__synapse_in \"%s\"' %s%s -d %s"
        .formatted(command.path(), names, value, quoted(flag.description()));
  }

  private static Optional<String> completion(CommandModel command, int place) {
    ArgumentModel argument = command.arguments().get(place - 1);
    String places = argument.repeatable() ? "\"*\"" : String.valueOf(place);
    return argument.candidates().isFree()
        ? Optional.empty()
        : Optional.of(
            "complete -c synapse -n '__synapse_at \"%s\" %s'%s -d %s"
                .formatted(
                    command.path(),
                    places,
                    suggestions(argument.candidates()),
                    quoted(argument.description())));
  }

  private static String suggestions(Candidates candidates) {
    return candidates.isFree() ? "" : " -a '(__synapse_kind_" + candidates.call() + ")'";
  }

  private static String nameOption(String name) {
    if (name.startsWith("--")) {
      return "-l " + name.substring(2);
    }
    return (name.length() == 2 ? "-s " : "-o ") + name.substring(1);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
