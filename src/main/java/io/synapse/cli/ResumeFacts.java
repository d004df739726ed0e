package io.synapse.cli;

import io.synapse.action.Resumption;
import io.synapse.store.RunStatus;
import io.synapse.trial.Trial;
import io.synapse.trial.TrialStatus;
import io.synapse.tune.ReplayedRun;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells what going on with a run would do. */
final class ResumeFacts {

  private final Resumption resumption;
  private final RunStatus status;
  private final ReplayedRun replayed;

  /**
   * The facts.
   *
   * @param status where the run stands
   */
  ResumeFacts(Resumption resumption, RunStatus status) {
    this.resumption = resumption;
    this.status = status;
    this.replayed = resumption.replayed();
  }

  void addTo(FieldList facts) {
    facts.add("run", resumption.run().id());
    facts.add("status", status.text());
    if (!resumption.goesOn()) {
      facts.add("to do", "nothing; the results would be written again");
    }
    facts.add("so far", soFar());
    facts.add("to sample", toSample());
    for (Map.Entry<String, String> change : resumption.differences().entrySet()) {
      facts.add("changed", change.getKey() + ": " + change.getValue());
    }
  }

  private String soFar() {
    List<String> counts = new ArrayList<>();
    for (Way way : Way.values()) {
      long count = trials().stream().filter(trial -> way(trial) == way).count();
      if (count > 0) {
        counts.add(count + " " + (count == 1 ? way.ofOne : way.ofSeveral));
      }
    }
    int all = trials().size();
    String total = all + (all == 1 ? " trial" : " trials");
    return counts.isEmpty() ? total : total + ": " + String.join(", ", counts);
  }

  private List<Trial> trials() {
    return replayed.history().trials();
  }

  private String toSample() {
    int left = resumption.preparation().plan().run().trialCount() - trials().size();
    boolean over = !resumption.goesOn() || left <= 0;
    return over ? "none" : left + (left == 1 ? " trial" : " trials") + " at most";
  }

  /** What becomes of a trial. */
  private enum Way {
    FINISHED("is finished", "are finished"),
    DECIDED("ends as was decided", "end as was decided"),
    FROM_CHECKPOINT("goes on from its last checkpoint", "go on from their last checkpoints"),
    AGAIN("starts again", "start again");

    private final String ofOne;
    private final String ofSeveral;

    Way(String ofOne, String ofSeveral) {
      this.ofOne = ofOne;
      this.ofSeveral = ofSeveral;
    }
  }

  private Way way(Trial trial) {
    boolean retried = trial.status() == TrialStatus.ERROR && replayed.facts().retriesFailed();
    if (trial.status().isFinal() && !retried) {
      return Way.FINISHED;
    }
    if (trial.status() == TrialStatus.RUNNING && replayed.lastDecisions().containsKey(trial.id())) {
      return Way.DECIDED;
    }
    boolean kept = trial.checkpoints().stream().anyMatch(each -> Files.exists(each.path()));
    return kept ? Way.FROM_CHECKPOINT : Way.AGAIN;
  }
}
