package io.synapse.action.run;

import io.synapse.action.prepare.Preparation;
import io.synapse.job.Job;
import io.synapse.job.TuneConfig;
import io.synapse.run.RunFolder;
import io.synapse.tune.TunerSettings;
import java.util.Optional;

/** What a job says to the tuner. */
final class TunerSettingsFactory {

  private TunerSettingsFactory() {}

  static TunerSettings of(Preparation preparation, RunFolder run) {
    Job job = preparation.loaded().job();
    Optional<TuneConfig> config = job.tuning().map(Job.Tuning::config);
    return new TunerSettings(
        run.trialPrefix(),
        preparation.plan().seed(),
        preparation.plan().run(),
        run.trialsFolder(),
        epochs(job),
        config.map(TunerSettingsFactory::limits).orElse(TunerSettings.RunLimits.NONE),
        config.map(TuneConfig::keepCheckpoints).orElse(1),
        preparation.plan().execution().mayPark() ? preparation.plan().run().concurrency() : 0);
  }

  private static TunerSettings.RunLimits limits(TuneConfig config) {
    return new TunerSettings.RunLimits(
        config.limits().timeBudget(),
        config.limits().trialTimeout(),
        config.limits().stop(),
        config.failures().mostRetries(),
        config.failures().failFast(),
        config.failures().stopWhenAllFail());
  }

  private static Optional<Long> epochs(Job job) {
    return Optional.ofNullable(job.hyperparameter().get("epochs"))
        .filter(Number.class::isInstance)
        .map(epochs -> ((Number) epochs).longValue())
        .filter(epochs -> epochs > 0);
  }
}
