package io.synapse.report.record;

import java.util.List;
import java.util.Map;

/** What plugins call the time that a metric belongs to. */
public final class StepNames {

  private static final List<String> USUAL =
      List.of("step", "global_step", "iteration", "training_iteration", "epoch");

  private StepNames() {}

  /** The finest of the usual names that has a number; empty text without any. */
  public static String in(Map<String, Object> extra) {
    return USUAL.stream().filter(name -> extra.get(name) instanceof Number).findFirst().orElse("");
  }
}
