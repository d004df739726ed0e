package io.synapse.store.dataset;

import io.synapse.dataset.DatasetContent;
import io.synapse.problem.InvalidInputException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A data set that a store knows.
 *
 * @param id the number under which jobs name it
 * @param name its name, for people
 * @param path its folder or file, absolute; it need not be there any more
 * @param layout its layout on disk
 * @param imported whether its files are the store's own
 * @param size the bytes of its files when it was added
 * @param items how many items it had when it was added
 * @param fingerprint the latest one that was recorded
 * @param added when it was added
 */
public record StoredDataset(
    int id,
    String name,
    Path path,
    DatasetContent.Layout layout,
    boolean imported,
    long size,
    long items,
    Optional<String> fingerprint,
    Instant added) {

  /**
   * A data set to add to a store.
   *
   * @param path the folder, file or archive
   * @param id the id that it is to have; the next free one when empty
   * @param name its name, for people; the file's or folder's name when empty
   * @param placement whether its files are copied; an archive's always are
   */
  public record NewDataset(Path path, OptionalInt id, Optional<String> name, Placement placement) {

    /** Makes the path absolute. */
    public NewDataset {
      path = path.toAbsolutePath().normalize();
      if (name.filter(String::isBlank).isPresent()) {
        throw new InvalidInputException(
            "the name of a data set is blank; give one or leave it out");
      }
    }

    /** Where a data set's files are after it was added. */
    public enum Placement {
      /** Where they were: the store only points to them. */
      IN_PLACE,
      /** In the store, as a copy. */
      COPIED
    }
  }
}
