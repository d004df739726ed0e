package io.synapse.action;

import io.synapse.job.Bindings.PythonReference;
import java.util.Optional;

/**
 * What a user says of the Ray cluster.
 *
 * @param address of the cluster
 * @param python the interpreter that has Ray
 */
public record RayOptions(Optional<String> address, Optional<PythonReference> python) {

  /** Nothing said. */
  public static final RayOptions NONE = new RayOptions(Optional.empty(), Optional.empty());

  /** What counts when earlier options stand behind these. */
  RayOptions or(RayOptions earlier) {
    return new RayOptions(address.or(earlier::address), python.or(earlier::python));
  }
}
