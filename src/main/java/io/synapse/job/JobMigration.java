package io.synapse.job;

import io.synapse.job.document.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * From the deprecated {@code action: tune} to {@code action: train}: {@code is_tune} becomes true
 * and the {@code hyperparameter} list is renamed {@code hyperparameters}. Every value keeps its
 * place in the file.
 */
final class JobMigration {

  static final String DEPRECATED_ACTION = "tune";

  private static final Pattern OLD_NAME =
      Pattern.compile("^(\\s*(?:params\\.)?)hyperparameter(?=[.\\[=\\s])");

  private JobMigration() {}

  /** Whether a job file has the deprecated form. */
  static boolean isNeeded(Node.Mapping root) {
    Node.Field action = root.fields().get(JobFields.ACTION);
    return action != null && DEPRECATED_ACTION.equals(action.node().value());
  }

  /** The job in today's form; the given one when it has it already. */
  static Node.Mapping migrate(Node.Mapping root) {
    if (!isNeeded(root)) {
      return root;
    }
    Node.Field action = root.fields().get(JobFields.ACTION);
    Node.Mapping migrated = root.with(JobFields.ACTION, scalar(action, JobFields.TRAIN));
    Node.Field params = root.fields().get(JobFields.PARAMS);
    return params != null && params.node() instanceof Node.Mapping mapping
        ? migrated.with(JobFields.PARAMS, new Node.Field(params.place(), tuning(mapping, action)))
        : migrated;
  }

  /** Overrides of a job in the deprecated form, which may name its field for the search space. */
  static List<String> overrides(Node.Mapping written, List<String> overrides) {
    return isNeeded(written)
        ? overrides.stream()
            .map(each -> OLD_NAME.matcher(each).replaceFirst("$1" + JobFields.HYPERPARAMETERS))
            .toList()
        : overrides;
  }

  private static Node.Mapping tuning(Node.Mapping params, Node.Field action) {
    boolean rename = !params.fields().containsKey(JobFields.HYPERPARAMETERS);
    Node.Field isTune = scalar(action, true);
    Map<String, Node.Field> fields = new LinkedHashMap<>();
    params
        .fields()
        .forEach(
            (name, field) -> {
              boolean space = name.startsWith(JobFields.HYPERPARAMETER);
              if (space) {
                fields.putIfAbsent(JobFields.IS_TUNE.name(), isTune);
              }
              boolean renamed = rename && name.equals(JobFields.HYPERPARAMETER);
              fields.put(renamed ? JobFields.HYPERPARAMETERS : name, field);
            });
    fields.put(JobFields.IS_TUNE.name(), isTune);
    return new Node.Mapping(params.place(), fields);
  }

  private static Node.Field scalar(Node.Field replaced, Object value) {
    return new Node.Field(replaced.place(), new Node.Scalar(replaced.node().place(), value));
  }
}
