package io.synapse.cli.completion;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command line with everything that completion has rules for. */
@Command(
    name = "synapse",
    subcommands = {
      SampleProgram.Train.class,
      SampleProgram.Runs.class,
      SampleProgram.Model.class,
      SampleProgram.Plugin.class
    })
final class SampleProgram {

  enum View {
    auto,
    live,
    plain
  }

  @Command(name = "train", description = "Trains a model. And more.")
  static final class Train {

    @Option(names = {"-f", "--file"})
    String file;

    @Option(names = {"-p", "--plugin"})
    List<String> plugin;

    @Option(names = {"-s", "--set"})
    List<String> settings;

    @Option(
        names = {"-o", "--output"},
        paramLabel = "FILE")
    String output;

    @Option(names = "--store", paramLabel = "DIR")
    Path store;

    @Option(names = "--progress")
    View view;

    @Option(names = "--resume", paramLabel = "RUN|last")
    String resume;

    @Option(names = "--seed")
    Long seed;

    @Option(names = "--awkward", description = "Keeps [all] of it's $HOME \\ `id`; and the rest.")
    boolean awkward;

    @Option(names = "--secret", hidden = true)
    boolean secret;
  }

  @Command(
      name = "runs",
      description = "The runs.",
      subcommands = {ShowRun.class, LogsOfRun.class, RemoveRuns.class, Hidden.class})
  static final class Runs {}

  @Command(name = "show", description = "Shows a run.")
  static final class ShowRun {

    @Option(names = "--json", description = "As JSON.")
    boolean json;

    @Parameters(paramLabel = "RUN", description = "The run's id, or 'last' (default: last).")
    String run;
  }

  @Command(name = "logs", description = "Prints a log.")
  static final class LogsOfRun {

    @Option(names = {"-f", "--follow"})
    boolean follow;

    @Option(names = {"-n", "--tail"})
    Integer tail;

    @Parameters(index = "0", paramLabel = "RUN|last")
    String run;

    @Parameters(index = "1", paramLabel = "TRIAL")
    String trial;
  }

  @Command(name = "remove", description = "Removes runs.")
  static final class RemoveRuns {

    @Parameters(paramLabel = "RUN")
    List<String> runs;
  }

  @Command(name = "hidden", hidden = true)
  static final class Hidden {}

  @Command(name = "model", description = "The models.", subcommands = ExportModel.class)
  static final class Model {}

  @Command(name = "export", description = "Copies a model.")
  static final class ExportModel {

    @Parameters(index = "0", paramLabel = "ID")
    String id;

    @Parameters(index = "1")
    Path target;
  }

  @Command(name = "plugin", description = "The plugins.", subcommands = ShowPlugin.class)
  static final class Plugin {}

  @Command(name = "show", description = "Describes a plugin.")
  static final class ShowPlugin {

    @Parameters(index = "0", paramLabel = "PATH[#NAME]")
    String plugin;

    @Parameters(index = "1..*", paramLabel = "CLASSPATH")
    List<Path> classPath;
  }
}
