package io.synapse.cli.doctor;

import io.synapse.action.prepare.RunOptions.RayOptions;
import io.synapse.execute.provider.RayProvider;
import io.synapse.execute.provider.RayTarget;
import io.synapse.execute.resources.MachineResources;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.python.Interpreter;
import io.synapse.python.RayInterpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for a Python with Ray and, when trials are to run there, at the cluster. */
public final class RayCheck {

  private static final String PART = "ray";
  private static final String CLUSTER = "cluster";

  private final RayOptions options;
  private final Map<String, String> variables;
  private final Optional<RayInterpreter> python;
  private final String problem;

  private RayCheck(
      RayOptions options,
      Map<String, String> variables,
      Optional<RayInterpreter> python,
      String problem) {
    this.options = options;
    this.variables = variables;
    this.python = python;
    this.problem = problem;
  }

  /**
   * A check, which looks for a Python with Ray first of all.
   *
   * @param options what the user says of the cluster
   * @param variables the environment of this process
   */
  public static RayCheck of(RayOptions options, Map<String, String> variables) {
    try {
      RayInterpreter python =
          RayProvider.python(options.request(MachineResources.detect(variables), variables));
      return new RayCheck(options, variables, Optional.of(python), "");
    } catch (InvalidInputException e) {
      String problem = e.problems().get(0).message();
      return new RayCheck(options, variables, Optional.empty(), problem);
    }
  }

  /** What plugins in Python run with on a cluster; empty when no Python has Ray. */
  public Optional<Interpreter> interpreter() {
    return python.map(RayInterpreter::interpreter);
  }

  /** What is found of Ray on this machine; it is no fault when there is none. */
  public Finding look() {
    return Finding.ok(
        PART,
        python
            .map(RayInterpreter::toString)
            .orElse(
                "none found; only --executor ray needs it: %s (pip install ray)"
                    .formatted(RayInterpreter.NEEDED)));
  }

  /** What trials on a cluster would find; a local instance is started for that, and stopped. */
  public List<Finding> lookAtCluster() {
    return python.isEmpty() ? List.of(Finding.broken(PART, problem, "")) : found();
  }

  private List<Finding> found() {
    List<Finding> findings = new ArrayList<>(List.of(look()));
    try {
      MachineResources machine = MachineResources.detect(variables);
      RayTarget target = new RayProvider().locate(options.request(machine, variables));
      addNodes(target.isLocal() ? target.looked(variables) : target, findings);
    } catch (InvalidInputException | OperationFailedException e) {
      findings.add(Finding.broken(CLUSTER, e.getMessage(), ""));
    }
    return findings;
  }

  private static void addNodes(RayTarget target, List<Finding> findings) {
    String place = target.address().orElse("Ray on this machine, started and stopped with a run");
    findings.add(Finding.ok(CLUSTER, place + ": " + target.nodes().offer()));
    target.nodes().all().stream()
        .map(node -> Finding.ok("node", target.nodes().describe(node)))
        .forEach(findings::add);
  }
}
