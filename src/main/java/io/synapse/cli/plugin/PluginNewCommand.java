package io.synapse.cli.plugin;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.ShellCommand;
import io.synapse.cli.command.Version;
import io.synapse.cli.scaffold.JavaProject;
import io.synapse.cli.scaffold.PluginFolder;
import io.synapse.cli.scaffold.PluginName;
import io.synapse.cli.scaffold.PluginProject;
import io.synapse.cli.scaffold.PluginProject.PluginLanguage;
import io.synapse.cli.scaffold.PythonProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code synapse plugin new}. */
@Command(
    name = "new",
    sortOptions = false,
    description = {
      "Makes a folder with a small plugin that runs as it is: it fits a line to points. With it come"
          + " a job that trains, a job that tunes, the data, a test and a README.",
      "A plugin in Java is a Maven project with the API in its folder lib, compiled already where"
          + " this Java has a compiler."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  synapse plugin new line-fit",
      "  synapse plugin new --lang java plugins/line-fit",
      "  synapse train -f plugins/line-fit/train.json"
    })
final class PluginNewCommand extends BasicCommand {

  @Parameters(
      paramLabel = "NAME",
      description =
          "The folder, in the current one or at a path; its last part is the plugin's name. It must"
              + " be empty or not be there.")
  private Path folder;

  @Option(
      names = "--lang",
      paramLabel = "LANG",
      defaultValue = "python",
      description = "What it is written in: ${COMPLETION-CANDIDATES} (default: python).")
  private PluginLanguage language;

  @Override
  public Integer call() {
    PluginName name = PluginName.of(folder);
    PluginProject project = project(name);
    List<String> written = new PluginFolder(folder).fill(project);
    output().message("made the plugin " + name.text() + " in " + folder + ":");
    written.forEach(file -> output().message("  " + file));
    printNextCommands(project);
    return ExitStatus.DONE;
  }

  private PluginProject project(PluginName name) {
    return switch (language) {
      case python -> new PythonProject(name);
      case java ->
          new JavaProject(
              name, Version.number(), Optional.ofNullable(ToolProvider.getSystemJavaCompiler()));
    };
  }

  private void printNextCommands(PluginProject project) {
    project.buildCommand().ifPresent(this::printBuildHint);
    output().message("next:");
    output().message("  synapse train -f " + shown("train.json"));
    output().message("  synapse train -f " + shown("tune.json"));
    output().message("  " + inFolder(project.testCommand()));
  }

  private void printBuildHint(String command) {
    output().message("this Java has no compiler, so build the plugin first:");
    output().message("  " + inFolder(command));
  }

  private String inFolder(String command) {
    return "(cd " + ShellCommand.quoted(folder.toString()) + " && " + command + ")";
  }

  private String shown(String file) {
    return ShellCommand.quoted(folder.resolve(file).toString());
  }
}
