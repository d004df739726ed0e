package io.synapse.dataset;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One sample of a data set.
 *
 * @param files absolute paths of its files, in the order of {@code items.jsonl}
 * @param data what {@code items.jsonl} says about it, as JSON values; empty in the other layouts
 */
public record DatasetItem(List<Path> files, Map<String, Object> data) {}
