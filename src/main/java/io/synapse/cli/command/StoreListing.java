package io.synapse.cli.command;

import io.synapse.cli.output.CommandOutput;
import io.synapse.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a list of the store, and says so on standard error when there is nothing to list. */
public final class StoreListing {

  private final StoreOption store;
  private final CommandOutput output;
  private final String things;
  private final String remedy;

  /**
   * A listing.
   *
   * @param things what is listed, in the plural
   * @param remedy the command that makes one
   */
  public StoreListing(StoreOption store, CommandOutput output, String things, String remedy) {
    this.store = store;
    this.output = output;
    this.things = things;
    this.remedy = remedy;
  }

  /** The list; an empty one when there is no store yet. */
  public <T> List<T> read(Function<Store, List<T>> reading) {
    Optional<Store> opened = store.openIfThere();
    if (opened.isEmpty()) {
      output.message("there is no store at " + place() + " yet; '" + remedy + "' makes one");
      return List.of();
    }
    try (Store there = opened.get()) {
      List<T> list = reading.apply(there);
      if (list.isEmpty()) {
        output.message("the store " + place() + " has no " + things + "; try '" + remedy + "'");
      }
      return list;
    }
  }

  private String place() {
    return store.folder().toAbsolutePath().normalize().toString();
  }
}
