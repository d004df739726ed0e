package io.synapse.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the store is: the same option for every command that uses it. */
final class StoreOption {

  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = "${env:SYNAPSE_STORE:-.synapse}",
      description = "The store's folder (SYNAPSE_STORE; default: .synapse).")
  private Path folder;

  Path folder() {
    return folder;
  }
}
