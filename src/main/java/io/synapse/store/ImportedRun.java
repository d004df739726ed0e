package io.synapse.store;

import java.io.IOException;

/**
 * A run that comes from elsewhere, whole or not at all: unless it was finished before this is
 * closed, the run and its models are taken back. Should this process die meanwhile, whoever opens
 * the store next does that.
 */
public final class ImportedRun implements AutoCloseable {

  private final RunFolder folder;
  private final Staging staging;
  private final Leftovers leftovers;

  ImportedRun(RunFolder folder, Staging staging, Leftovers leftovers) {
    this.folder = folder;
    this.staging = staging;
    this.leftovers = leftovers;
  }

  /** Where its files go. */
  public RunFolder folder() {
    return folder;
  }

  @Override
  public void close() {
    try {
      leftovers.settle(staging.folder());
      staging.close();
    } catch (IOException e) {
      throw StorageFailure.of("clear up after an import", staging.folder(), e);
    }
  }
}
