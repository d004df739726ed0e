package io.synapse.cli;

import java.nio.file.Path;

/** What a command has to be given so that it finds the store; nothing for the default one. */
final class StoreWords {

  private static final Path DEFAULT_STORE = Path.of(".synapse").toAbsolutePath();

  private StoreWords() {}

  static String of(Path store) {
    return store.equals(DEFAULT_STORE) ? "" : " --store " + ShellWord.quoted(store.toString());
  }
}
