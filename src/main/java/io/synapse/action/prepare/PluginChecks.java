package io.synapse.action.prepare;

import io.synapse.job.Job;
import io.synapse.plugin.HyperparameterSchema;
import io.synapse.plugin.HyperparameterSchema.SearchedParameter;
import io.synapse.plugin.HyperparameterSchema.SearchedParameter.Between;
import io.synapse.plugin.Plugin;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problems;
import io.synapse.space.Distribution;
import io.synapse.space.IntegerRange;
import io.synapse.space.Normal;
import io.synapse.space.OneOf;
import io.synapse.space.RealRange;
import io.synapse.space.Scale;
import io.synapse.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a plugin can do a job: it has the function, and its schema allows the values. */
final class PluginChecks {

  private static final String SEARCHED = "params.hyperparameters";

  private final Plugin plugin;

  PluginChecks(Plugin plugin) {
    this.plugin = plugin;
  }

  /**
   * Checks a job against the plugin.
   *
   * @return the plugin
   * @throws InvalidInputException with every problem
   */
  Plugin check(Job job) {
    if (!job.isTune() && !plugin.supportsTrain()) {
      throw new InvalidInputException(
          "the plugin %s has no train function, only tune; set is_tune: true, or %s"
              .formatted(plugin.name(), plugin.howToTrain()));
    }
    Problems problems = new Problems();
    plugin.schema().ifPresent(schema -> check(job, schema, problems));
    problems.throwIfAny();
    return plugin;
  }

  private static void check(Job job, HyperparameterSchema schema, Problems problems) {
    if (job.tuning().isPresent()) {
      schema.checkSearch(searched(job.tuning().get().space()), SEARCHED, problems);
    } else {
      schema.check(job.hyperparameter(), "params.hyperparameter", problems);
    }
  }

  private static List<SearchedParameter> searched(SearchSpace space) {
    List<SearchedParameter> parameters = new ArrayList<>();
    for (SearchSpace.Dimension dimension : space.dimensions()) {
      String path = SEARCHED + "[" + parameters.size() + "]";
      parameters.add(
          new SearchedParameter(
              dimension.name(),
              path,
              values(dimension.distribution(), path),
              between(dimension.distribution())));
    }
    return parameters;
  }

  /** The values that decide: bounds, the mean where there are none, every option. */
  private static Map<String, Object> values(Distribution distribution, String path) {
    Map<String, Object> values = new LinkedHashMap<>();
    if (distribution instanceof RealRange range) {
      values.put(path + ".min", range.min());
      values.put(path + ".max", range.max());
    } else if (distribution instanceof IntegerRange range) {
      values.put(path + ".min", range.min());
      values.put(path + ".max", range.max());
    } else if (distribution instanceof Normal normal) {
      values.put(path + ".mean", normal.mean());
    } else if (distribution instanceof OneOf listed) {
      putOptions(listed.options(), path, values);
    }
    return values;
  }

  /** A number between two bounds, and a fraction for all but the narrowest ranges. */
  private static Optional<Between> between(Distribution distribution) {
    if (!(distribution instanceof RealRange range)
        || range.step().isPresent()
        || range.min() >= range.max()) {
      return Optional.empty();
    }
    double ratio = (Math.sqrt(5) - 1) / 2;
    double value = range.min() + (range.max() - range.min()) * ratio;
    return Optional.of(
        range.scale() instanceof Scale.Log
            ? new Between(value, "loguniform", "lograndint", "qloguniform")
            : new Between(value, "uniform", "randint", "quniform"));
  }

  private static void putOptions(List<Object> options, String path, Map<String, Object> values) {
    for (int i = 0; i < options.size(); i++) {
      values.put(path + ".options[" + i + "]", options.get(i));
    }
  }
}
