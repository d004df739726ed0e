package io.synapse.cli.completion;

import java.util.List;

/**
 * What a shell can suggest for a flag's value or for an argument. Every script has a function for
 * each kind, which is called with the words.
 *
 * @param kind where the suggestions come from
 * @param words plain words: see {@link Kind}
 */
record Candidates(Kind kind, List<String> words) {

  /** Where suggestions come from. */
  enum Kind {
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

    Kind(String function) {
      this.function = function;
    }
  }

  Candidates {
    words = List.copyOf(words);
    words.forEach(PlainText::requireWord);
  }

  /** Candidates of a kind that needs no words. */
  static Candidates of(Kind kind) {
    return new Candidates(kind, List.of());
  }

  /** The name of the function that suggests them, and its arguments. */
  String call() {
    return words.isEmpty() ? kind.function : kind.function + " " + String.join(" ", words);
  }

  boolean isFree() {
    return kind == Kind.FREE;
  }
}
