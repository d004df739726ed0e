package io.synapse.store;

import io.synapse.dataset.DatasetContent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A data set that a store knows.
 *
 * @param id the number under which jobs name it
 * @param name its name, for people
 * @param path its folder or file, absolute; it need not be there any more
 * @param layout how it lies on disk
 * @param imported whether its files are the store's own
 * @param size the bytes of its files when it was added
 * @param items how many items it had when it was added
 * @param fingerprint the newest one that was recorded
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
    Instant added) {}
