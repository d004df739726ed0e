package io.synapse.cli.completion;

import io.synapse.cli.completion.Candidates.Kind;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Tells from a flag or an argument what can be suggested for it: by its flag's long name, its fixed
 * values (those of an enum, or the declared {@code completionCandidates}), the label that the help
 * shows for it, and its Java type.
 */
final class CandidateRules {

  /** Flags that mean the same in every command. */
  private static final Map<String, Kind> BY_FLAG =
      Map.of("--file", Kind.JOB_FILE, "--plugin", Kind.PLUGIN, "--set", Kind.SETTING);

  private static final Map<String, Kind> BY_LABEL =
      Map.of(
          "PATH", Kind.PATH,
          "FILE", Kind.PATH,
          "DIR", Kind.FOLDER,
          "FOLDER", Kind.FOLDER,
          "JOB", Kind.JOB_FILE,
          "PLUGIN", Kind.PLUGIN);

  /**
   * What the store keeps in a folder each, by label; {@code ID} stands for what its command is of.
   */
  private static final Map<String, String> STORE_FOLDERS =
      Map.of("RUN", "runs", "MODEL", "models", "model ID", "models", "runs ID", "runs");

  private static final Set<Class<?>> PATH_TYPES = Set.of(Path.class, File.class);

  private CandidateRules() {}

  static Candidates of(OptionSpec option) {
    return Arrays.stream(option.names())
        .filter(BY_FLAG::containsKey)
        .findFirst()
        .map(name -> Candidates.of(BY_FLAG.get(name)))
        .orElseGet(() -> of(option, option.paramLabel()));
  }

  static Candidates of(CommandSpec command, PositionalParamSpec argument) {
    boolean isBareId = argument.paramLabel().equals("ID") && command.parent() != null;
    return of(argument, isBareId ? command.parent().name() + " ID" : argument.paramLabel());
  }

  private static Candidates of(ArgSpec argument, String label) {
    return fixedValues(argument)
        .or(() -> storeEntries(label))
        .or(() -> paths(argument, label))
        .orElse(Candidates.of(Kind.FREE));
  }

  private static Optional<Candidates> fixedValues(ArgSpec argument) {
    return Optional.ofNullable(argument.completionCandidates())
        .map(values -> StreamSupport.stream(values.spliterator(), false).toList())
        .map(values -> new Candidates(Kind.WORDS, values));
  }

  /**
   * Reads labels such as {@code RUN|last}: in capitals what it is, in small letters fixed words.
   */
  private static Optional<Candidates> storeEntries(String label) {
    List<String> parts = List.of(label.split("\\|"));
    Stream<String> folders =
        parts.stream().filter(STORE_FOLDERS::containsKey).map(STORE_FOLDERS::get).limit(1);
    Stream<String> words = parts.stream().filter(part -> part.matches("[a-z]+"));
    return parts.stream().noneMatch(STORE_FOLDERS::containsKey)
        ? Optional.empty()
        : Optional.of(new Candidates(Kind.ENTRY, Stream.concat(folders, words).toList()));
  }

  private static Optional<Candidates> paths(ArgSpec argument, String label) {
    boolean isPath =
        PATH_TYPES.contains(argument.type())
            || Arrays.stream(argument.auxiliaryTypes()).anyMatch(PATH_TYPES::contains);
    Kind otherwise = isPath ? Kind.PATH : null;
    return Optional.ofNullable(BY_LABEL.getOrDefault(label, otherwise)).map(Candidates::of);
  }
}
