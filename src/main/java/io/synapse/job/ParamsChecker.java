package io.synapse.job;

import io.synapse.job.FieldReader.JsonObjects;
import io.synapse.space.DistributionType;
import io.synapse.space.SearchSpace;
import io.synapse.space.SearchSpaceReader;
import java.util.List;
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
  Job check(FieldReader params) {
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
  private static boolean isTune(FieldReader params) {
    boolean tune = params.truth(JobFields.IS_TUNE);
    boolean wrong =
        params.has(JobFields.IS_TUNE.name())
            && !(params.raw(JobFields.IS_TUNE.name()) instanceof Boolean);
    return wrong ? params.has(JobFields.TUNE_CONFIG) : tune;
  }

  private Optional<Job.Tuning> tuning(FieldReader params) {
    Optional<SearchSpace> space = HyperparameterRules.space(params);
    Optional<TuneConfig> config = config(params, space);
    return space.isPresent() && config.isPresent()
        ? Optional.of(new Job.Tuning(space.get(), config.get()))
        : Optional.empty();
  }

  private Optional<TuneConfig> config(FieldReader params, Optional<SearchSpace> space) {
    if (!params.has(JobFields.TUNE_CONFIG)) {
      params.error(JobFields.TUNE_CONFIG, "tune_config is required when is_tune=True");
      return Optional.empty();
    }
    return params
        .object(JobFields.TUNE_CONFIG, "; mode and metric stand in it")
        .map(config -> tuneConfigs.check(config, space));
  }

  /** Which of {@code hyperparameter} and {@code hyperparameters} a job has, and in which shape. */
  static final class HyperparameterRules {

    private static final String FIXED = JobFields.HYPERPARAMETER;
    private static final String SEARCHED = JobFields.HYPERPARAMETERS;
    private static final String TO_TUNE =
        "; to search for the best ones set is_tune: true and use hyperparameters";
    private static final String TO_TRAIN =
        "; to train once with fixed values set is_tune: false and use hyperparameter";

    private HyperparameterRules() {}

    /** The fixed hyperparameters of a training job; empty after an error. */
    static Map<String, Object> fixed(FieldReader params) {
      if (params.has(JobFields.TUNE_CONFIG)) {
        params
            .problems()
            .warn(params.path(JobFields.TUNE_CONFIG), "not used when is_tune=False" + TO_TUNE);
      }
      if (params.has(FIXED) && params.has(SEARCHED)) {
        params.error(
            SEARCHED, "hyperparameter is given as well; keep that one, or" + tuneInstead());
        return Map.of();
      }
      if (params.has(SEARCHED)) {
        return onlyElement(params);
      }
      if (!params.has(FIXED)) {
        params.error(FIXED, "hyperparameter is required when is_tune=False");
        return Map.of();
      }
      boolean list = params.raw(FIXED) instanceof List;
      return params
          .map(FIXED, FieldReader.OBJECT + " when is_tune=False", list ? TO_TUNE : "")
          .orElse(Map.of());
    }

    private static String tuneInstead() {
      return TO_TUNE.replace("; to search", " to search");
    }

    private static Map<String, Object> onlyElement(FieldReader params) {
      if (params.raw(SEARCHED) instanceof List<?> list
          && list.size() == 1
          && list.get(0) instanceof Map<?, ?> only) {
        warnOfForgottenTuning(params, only);
        return JsonObjects.of(only);
      }
      params.error(FIXED, "hyperparameter is required when is_tune=False");
      params.error(
          SEARCHED,
          "stands for hyperparameter when is_tune=False, as a list of one object alone" + TO_TUNE);
      return Map.of();
    }

    private static void warnOfForgottenTuning(FieldReader params, Map<?, ?> only) {
      boolean distribution =
          only.get("type") instanceof String type && DistributionType.named(type).isPresent();
      if (distribution && only.containsKey(JobFields.HYPERPARAMETER_NAME)) {
        params
            .problems()
            .warn(
                params.path(SEARCHED),
                "taken for fixed values, since is_tune is not true" + TO_TUNE);
      }
    }

    /** What a tuning job may try; empty when it is wrong in any part. */
    static Optional<SearchSpace> space(FieldReader params) {
      if (params.has(FIXED)) {
        params.error(
            FIXED,
            "not used when is_tune=True: a search space is a list named hyperparameters"
                + TO_TRAIN);
      }
      if (!params.has(SEARCHED)) {
        params.error(SEARCHED, "hyperparameters is required when is_tune=True");
        return Optional.empty();
      }
      int before = params.problems().errors().size();
      Optional<SearchSpace> space =
          params
              .list(SEARCHED, FieldReader.LIST + " when is_tune=True", TO_TRAIN)
              .map(list -> SearchSpaceReader.read(list, params.path(SEARCHED), params.problems()));
      return space.filter(found -> params.problems().errors().size() == before);
    }
  }
}
