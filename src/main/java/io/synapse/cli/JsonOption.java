package io.synapse.cli;

import picocli.CommandLine.Option;

/** The same option for every command that lists or shows something. */
final class JsonOption {

  @Option(names = "--json", description = "Prints a JSON document, for scripts.")
  private boolean chosen;

  boolean isChosen() {
    return chosen;
  }
}
