package io.synapse.cli.command;

import io.synapse.store.Store;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the store is: the same option for every command that uses it. */
public final class StoreOption {

  @Option(
      names = "--store",
      paramLabel = "DIR",
      defaultValue = "${env:SYNAPSE_STORE:-.synapse}",
      description = "The store's folder (SYNAPSE_STORE; default: .synapse).")
  private Path folder;

  public Path folder() {
    return folder;
  }

  /** Opens the store to read it; empty when there is none yet. */
  public Optional<Store> openIfThere() {
    return Store.exists(folder) ? Optional.of(openForReading()) : Optional.empty();
  }

  /**
   * Opens the store to read it.
   *
   * @throws io.synapse.problem.InvalidInputException when there is none
   */
  public Store openForReading() {
    return Store.openForReading(folder);
  }

  /**
   * Opens the store to change it; it is not made.
   *
   * @throws io.synapse.problem.InvalidInputException when there is none
   */
  public Store openExisting() {
    // Opening for reading says what is wrong without leaving a new store behind.
    return Store.exists(folder) ? Store.open(folder) : Store.openForReading(folder);
  }

  /** Opens the store to change it, and makes it when there is none. */
  public Store open() {
    return Store.open(folder);
  }
}
