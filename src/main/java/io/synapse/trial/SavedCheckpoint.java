package io.synapse.trial;

import java.nio.file.Path;

/**
 * A checkpoint that the engine keeps: its own copy, which nobody rewrites.
 *
 * @param path the folder
 * @param trainingIteration the count of reports when it was saved; an attempt that starts from it
 *     counts on from there
 */
public record SavedCheckpoint(Path path, long trainingIteration) {}
