package io.synapse.cli.completion;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What a shell can suggest for a flag's value or for an argument. Every script has a function for
 * each kind, which is called with the words.
 *
 * @param kind where the suggestions come from
 * @param words plain words: see {@link CandidateKind}
 */
record Candidates(CandidateKind kind, List<String> words) {

  /** Where suggestions come from. */
  enum CandidateKind {
    /** Nowhere: the text is free. */
    FREE("free"),
    /** The words themselves. */
    WORDS("words"),
    /** Files and folders. */
    PATH("path"),
    /** Folders. */
    FOLDER("folder"),
    /** Job files, and the folders on the way to them. */
    JOB_FILE("job_file"),
    /** Jars and folders. */
    PLUGIN("plugin"),
    /** {@code key=value} of a job. */
    SETTING("setting"),
    /** What the store keeps in the folder that is the first word, and the further words. */
    ENTRY("entry"),
    /** The trials of the run that is the argument before it. */
    TRIAL("trial");

    private final String function;

    CandidateKind(String function) {
      this.function = function;
    }
  }

  Candidates {
    words = List.copyOf(words);
    words.forEach(PlainText::requireWord);
  }

  /** Candidates of a kind that needs no words. */
  static Candidates of(CandidateKind kind) {
    return new Candidates(kind, List.of());
  }

  /** The name of the function that suggests them, and its arguments. */
  String call() {
    return words.isEmpty() ? kind.function : kind.function + " " + String.join(" ", words);
  }

  boolean isFree() {
    return kind == CandidateKind.FREE;
  }

  /**
   * Tells from a flag or an argument what can be suggested for it: by its flag's long name, its
   * fixed values (those of an enum, or the declared {@code completionCandidates}), the label that
   * the help shows for it, and its Java type.
   */
  static final class CandidateRules {

    /** Flags that mean the same in every command. */
    private static final Map<String, CandidateKind> BY_FLAG =
        Map.of(
            "--file",
            CandidateKind.JOB_FILE,
            "--plugin",
            CandidateKind.PLUGIN,
            "--set",
            CandidateKind.SETTING);

    private static final Map<String, CandidateKind> BY_LABEL =
        Map.of(
            "PATH", CandidateKind.PATH,
            "FILE", CandidateKind.PATH,
            "DIR", CandidateKind.FOLDER,
            "FOLDER", CandidateKind.FOLDER,
            "JOB", CandidateKind.JOB_FILE,
            "CLASSPATH", CandidateKind.PLUGIN,
            "TRIAL", CandidateKind.TRIAL,
            "plugin PATH", CandidateKind.PLUGIN);

    /** What the store keeps in a folder each, by label. */
    private static final Map<String, String> STORE_FOLDERS =
        Map.of("RUN", "runs", "MODEL", "models", "model ID", "models");

    private static final Pattern QUOTED_WORD = Pattern.compile("(?<!\\w)'([a-z]+)'");

    private static final Set<Class<?>> PATH_TYPES = Set.of(Path.class, File.class);

    private CandidateRules() {}

    static Candidates of(OptionSpec option) {
      return Arrays.stream(option.names())
          .filter(BY_FLAG::containsKey)
          .findFirst()
          .map(name -> Candidates.of(BY_FLAG.get(name)))
          .orElseGet(() -> of(option, option.paramLabel()));
    }

    /**
     * A label such as {@code ID} or {@code PATH} can mean more in the group that a command is of.
     */
    static Candidates of(CommandSpec command, PositionalParamSpec argument) {
      String label = argument.paramLabel().replaceFirst("\\[.*", "");
      String inGroup = command.parent() == null ? label : command.parent().name() + " " + label;
      boolean isKnown = BY_LABEL.containsKey(inGroup) || STORE_FOLDERS.containsKey(inGroup);
      return of(argument, isKnown ? inGroup : label);
    }

    private static Candidates of(ArgSpec argument, String label) {
      return fixedValues(argument)
          .or(() -> storeEntries(argument, label))
          .or(() -> paths(argument, label))
          .orElse(Candidates.of(CandidateKind.FREE));
    }

    private static Optional<Candidates> fixedValues(ArgSpec argument) {
      return Optional.ofNullable(argument.completionCandidates())
          .map(values -> StreamSupport.stream(values.spliterator(), false).toList())
          .map(values -> new Candidates(CandidateKind.WORDS, values));
    }

    /** Words in small letters in a label such as {@code RUN|last} can stand there too. */
    private static Optional<Candidates> storeEntries(ArgSpec argument, String label) {
      List<String> parts = List.of(label.split("\\|"));
      Optional<String> folder =
          parts.stream().filter(STORE_FOLDERS::containsKey).map(STORE_FOLDERS::get).findFirst();
      Stream<String> words =
          Stream.concat(parts.stream().filter(part -> part.matches("[a-z]+")), quoted(argument));
      return folder.map(
          name ->
              new Candidates(CandidateKind.ENTRY, Stream.concat(Stream.of(name), words).toList()));
    }

    /** And so can words that the description quotes: "the run's id, or 'last'". */
    private static Stream<String> quoted(ArgSpec argument) {
      return QUOTED_WORD
          .matcher(String.join(" ", argument.description()))
          .results()
          .map(found -> found.group(1));
    }

    private static Optional<Candidates> paths(ArgSpec argument, String label) {
      boolean isPath =
          PATH_TYPES.contains(argument.type())
              || Arrays.stream(argument.auxiliaryTypes()).anyMatch(PATH_TYPES::contains);
      CandidateKind otherwise = isPath ? CandidateKind.PATH : null;
      return Optional.ofNullable(BY_LABEL.getOrDefault(label, otherwise)).map(Candidates::of);
    }
  }
}
