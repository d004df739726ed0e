package io.synapse.job;

import io.synapse.problem.ShownValue;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rules of a job file's outermost object. */
final class EnvelopeRules {

  private static final List<String> KEYS =
      Stream.concat(Stream.of(JobFields.ACTION, JobFields.PARAMS), JobFields.BINDINGS.stream())
          .toList();

  private EnvelopeRules() {}

  /** Reports what is wrong around {@code params}; its content is not looked at. */
  static void check(JobLayout layout, Fields root) {
    switch (layout) {
      case ENVELOPE -> checkEnvelope(root);
      case BARE -> {}
    }
  }

  private static void checkEnvelope(Fields root) {
    checkAction(root);
    if (root.has(JobFields.PARAMS)) {
      root.refuseUnknown(KEYS);
      root.map(JobFields.PARAMS, Fields.OBJECT, "; name, dataset and the other fields stand in it");
      return;
    }
    List<String> known = new ArrayList<>(KEYS);
    known.addAll(JobFields.paramsKeys());
    root.refuseUnknown(known);
    root.error(
        JobFields.PARAMS,
        "params is required beside action: name, dataset and the other fields stand in it");
  }

  private static void checkAction(Fields root) {
    Object action = root.raw(JobFields.ACTION);
    if (action != null && !action.equals(JobFields.TRAIN)) {
      root.error(
          JobFields.ACTION,
          "there is one action, \"train\", and this is "
              + ShownValue.of(action)
              + "; to tune, write \"train\" and set is_tune: true");
    }
  }
}
