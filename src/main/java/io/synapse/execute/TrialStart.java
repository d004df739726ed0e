package io.synapse.execute;

import io.synapse.run.SavedCheckpoint;
import io.synapse.space.Config;
import java.nio.file.Path;
import java.util.Optional;

/**
 * An attempt to start.
 *
 * @param trialId the trial
 * @param attempt the attempt's number, from 1
 * @param config the hyperparameters
 * @param checkpoint the trial's own checkpoint to continue from
 * @param trialFolder the trial's folder in the store; it may not exist yet
 * @param seed the trial's seed
 */
public record TrialStart(
    String trialId,
    int attempt,
    Config config,
    Optional<SavedCheckpoint> checkpoint,
    Path trialFolder,
    long seed) {}
