package io.synapse.dataset;

/**
 * A data set that is ready for training.
 *
 * @param id the number under which the job names it
 * @param name its name, for people
 * @param content what it consists of
 * @param fingerprint what {@link Fingerprint} gave for the content
 */
public record PreparedDataset(int id, String name, DatasetContent content, String fingerprint) {}
