package io.synapse.cli.completion;

import io.synapse.cli.completion.CommandModel.ArgumentModel;
import io.synapse.cli.completion.CommandModel.FlagModel;
import io.synapse.cli.completion.JobSettings.JobSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes the completion script for zsh: one function for each command. */
final class ZshScript {

  private ZshScript() {}

  static String of(CompletionModel model) {
    return ScriptTemplate.read("_synapse.template")
        .put("VALUES", model.settings().stream().flatMap(ZshScript::values).toList())
        .put("SETTINGS", model.settings().stream().map(ZshScript::setting).toList())
        .put("COMMANDS", List.of(commands(model)))
        .toString();
  }

  private static Stream<String> values(JobSetting setting) {
    return setting.values().isEmpty()
        ? Stream.empty()
        : Stream.of(
            "      %s) values=(%s) ;;"
                .formatted(setting.key(), String.join(" ", setting.values())));
  }

  private static String setting(JobSetting setting) {
    return "      " + described(setting.start(), setting.description());
  }

  private static String commands(CompletionModel model) {
    return String.join("\n\n", model.commands().stream().map(ZshScript::function).toList());
  }

  private static String function(CommandModel command) {
    List<String> lines = new ArrayList<>();
    lines.add(functionName(command) + "() {");
    if (command.subcommands().isEmpty()) {
      lines.add("  _arguments -s -S : \\");
      lines.addAll(specifications(command));
      lines.set(lines.size() - 1, lines.get(lines.size() - 1).replaceFirst(" \\\\$", ""));
    } else {
      addSubcommands(command, lines);
    }
    lines.add("}");
    return String.join("\n", lines);
  }

  private static void addSubcommands(CommandModel command, List<String> lines) {
    lines.add("  local curcontext=$curcontext state line");
    lines.add("  local -a commands");
    lines.add("  typeset -A opt_args");
    lines.add("  commands=(");
    for (CommandModel subcommand : command.subcommands()) {
      lines.add("    " + described(subcommand.name(), subcommand.description()));
    }
    lines.add("  )");
    lines.add("  _arguments -C -s -S : \\");
    lines.addAll(specifications(command));
    lines.add("    '1: :->command' '*:: :->arguments' && return");
    lines.add("  case $state in");
    lines.add("    command) _describe -t commands 'command' commands ;;");
    lines.add("    arguments)");
    lines.add("      case $line[1] in");
    for (CommandModel subcommand : command.subcommands()) {
      lines.add("        %s) %s ;;".formatted(subcommand.name(), functionName(subcommand)));
    }
    lines.add("      esac");
    lines.add("      ;;");
    lines.add("  esac");
  }

  private static List<String> specifications(CommandModel command) {
    List<String> lines = new ArrayList<>();
    command.flags().forEach(flag -> lines.add("    " + specification(flag) + " \\"));
    for (int place = 1; place <= command.arguments().size(); place++) {
      ArgumentModel argument = command.arguments().get(place - 1);
      String places = argument.repeatable() ? "*" : String.valueOf(place);
      lines.add("    '" + places + action(argument.label(), argument.candidates()) + "' \\");
    }
    return lines;
  }

  /** Such as {@code '(-o --output)'{-o+,--output=}'[Description]:FILE:action'}. */
  private static String specification(FlagModel flag) {
    String excluded = flag.repeatable() ? "'*'" : "'(" + String.join(" ", flag.names()) + ")'";
    List<String> names = flag.names().stream().map(name -> nameWithValue(flag, name)).toList();
    String written = names.size() == 1 ? names.get(0) : "{" + String.join(",", names) + "}";
    String value = flag.value().map(candidates -> action(flag.valueLabel(), candidates)).orElse("");
    return excluded
        + written
        + "'["
        + escaped(flag.description(), "[\\[\\]:\\\\]")
        + "]"
        + value
        + "'";
  }

  private static String nameWithValue(FlagModel flag, String name) {
    if (!flag.takesValue()) {
      return name;
    }
    return name + (name.startsWith("--") ? "=" : "+");
  }

  private static String action(String label, Candidates candidates) {
    return ":" + escaped(label, "[:\\\\]") + ": _synapse_kind_" + candidates.call();
  }

  private static String described(String name, String description) {
    return "'" + escaped(name, "[:\\\\]") + ":" + escaped(description, "\\\\") + "'";
  }

  /** A text for single quotes, with a backslash before each of the signs (a character class). */
  private static String escaped(String text, String signs) {
    return text.replaceAll(signs, "\\\\$0").replace("'", "'\\''");
  }

  private static String functionName(CommandModel command) {
    return "_" + command.path().replace(' ', '_').replace('-', '_');
  }
}
