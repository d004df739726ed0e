package io.synapse.job;

import io.synapse.space.SearchSpace;
import java.util.Map;
import java.util.Optional;

/** Checks the content of {@code params}. */
final class ParamsChecker {

  private final TuneConfigChecker tuneConfigs;

  ParamsChecker(TuneConfigChecker tuneConfigs) {
    this.tuneConfigs = tuneConfigs;
  }

  /**
   * Checks a job's params.
   *
   * @return the job, usable when no problem was reported
   */
  Job check(Fields params) {
    boolean tune = isTune(params);
    return new Job(
        params.text(JobFields.NAME),
        params.text(JobFields.DESCRIPTION),
        params.integer(JobFields.DATASET).orElse(0),
        params.integer(JobFields.CHECKPOINT),
        params.number(JobFields.NUM_CPUS).orElse(0),
        params.number(JobFields.NUM_GPUS),
        tune ? Map.of() : HyperparameterRules.fixed(params),
        tune ? tuning(params) : Optional.empty());
  }

  /** The mode; told from the other fields when {@code is_tune} itself is wrong. */
  private static boolean isTune(Fields params) {
    boolean tune = params.truth(JobFields.IS_TUNE);
    boolean wrong =
        params.has(JobFields.IS_TUNE.name())
            && !(params.raw(JobFields.IS_TUNE.name()) instanceof Boolean);
    return wrong ? params.has(JobFields.TUNE_CONFIG) : tune;
  }

  private Optional<Tuning> tuning(Fields params) {
    Optional<SearchSpace> space = HyperparameterRules.space(params);
    Optional<TuneConfig> config = config(params, space);
    return space.isPresent() && config.isPresent()
        ? Optional.of(new Tuning(space.get(), config.get()))
        : Optional.empty();
  }

  private Optional<TuneConfig> config(Fields params, Optional<SearchSpace> space) {
    if (!params.has(JobFields.TUNE_CONFIG)) {
      params.error(JobFields.TUNE_CONFIG, "tune_config is required when is_tune=True");
      return Optional.empty();
    }
    return params
        .object(JobFields.TUNE_CONFIG, "; mode and metric stand in it")
        .map(config -> tuneConfigs.check(config, space));
  }
}
