package io.synapse.run;

import java.nio.file.Path;
import java.util.Map;

/**
 * A checkpoint that the engine keeps: its own copy, which nobody rewrites.
 *
 * @param path the folder
 * @param trainingIteration the count of reports when it was saved; an attempt that starts from it
 *     counts on from there
 * @param metrics what was reported with it
 */
public record SavedCheckpoint(Path path, long trainingIteration, Map<String, Object> metrics) {}
