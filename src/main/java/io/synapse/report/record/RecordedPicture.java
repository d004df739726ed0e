package io.synapse.report.record;

import java.nio.file.Path;
import java.util.Map;

/**
 * A picture that a plugin logged.
 *
 * @param category the plugin's category
 * @param group the plugin's group
 * @param index its place in the group
 * @param meta what the plugin said about it
 * @param file where it is, in the run's folder as it lies now; it need not be there any more
 */
public record RecordedPicture(
    String category, String group, long index, Map<String, Object> meta, Path file) {}
