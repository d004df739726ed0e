package io.synapse.execute.attempt;

import io.synapse.api.Dataset;
import io.synapse.plugin.JavaPlugin;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What all attempts in one process share.
 *
 * @param plugin makes an instance for every attempt
 * @param dataset the prepared data set
 * @param startModel files of the model that every trial starts from, when the job names one
 * @param tuning whether the trials are those of a tuning job
 */
public record AttemptSettings(
    JavaPlugin plugin, Dataset dataset, Optional<Path> startModel, boolean tuning) {}
