package io.synapse.cli.train;

import io.synapse.action.prepare.Preparation;
import io.synapse.action.prepare.TrainPlan;
import io.synapse.action.resume.Resumption;
import io.synapse.cli.output.FieldList;
import io.synapse.cli.output.StandardOutput;
import io.synapse.cli.output.TextTable;
import io.synapse.files.DiskSpace;
import io.synapse.job.Job;
import io.synapse.job.Tracking;
import io.synapse.job.TuneConfig.SchedulerChoice;
import io.synapse.plugin.PythonPlugin;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunStatus;
import io.synapse.run.Trial;
import io.synapse.run.TrialStatus;
import io.synapse.space.Config;
import io.synapse.space.Objective;
import io.synapse.space.SearchSpace;
import io.synapse.terminal.DisplayText;
import io.synapse.terminal.ValueText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Prints what a job would do, for {@code --dry-run}. */
final class PlanPrinter {

  private final Preparation preparation;
  private final Path store;
  private final Tracking tracking;
  private final FieldList beginning;
  private final DisplayText display = DisplayText.in(StandardOutput.charset());

  /**
   * A printer of one plan.
   *
   * @param store the store's folder; it need not exist
   * @param tracking where the run would be shown, too
   */
  PlanPrinter(Preparation preparation, Path store, Tracking tracking) {
    this(preparation, store, tracking, new FieldList());
  }

  private PlanPrinter(Preparation preparation, Path store, Tracking tracking, FieldList beginning) {
    this.preparation = preparation;
    this.store = store.toAbsolutePath().normalize();
    this.tracking = tracking;
    this.beginning = beginning;
  }

  /**
   * A printer of what resuming a run would do.
   *
   * @param status where the run stands
   * @param store the store's folder
   * @param tracking where the run would be shown, too
   */
  static PlanPrinter of(Resumption resumption, RunStatus status, Path store, Tracking tracking) {
    FieldList beginning = new FieldList();
    new ResumeFacts(resumption, status).addTo(beginning);
    return new PlanPrinter(resumption.preparation(), store, tracking, beginning);
  }

  void print(PrintWriter out) {
    facts(beginning).lines(display).forEach(out::println);
    preparation.loaded().job().tuning().ifPresent(tuning -> printSearch(tuning, out));
    out.println();
    out.println("Nothing was run (--dry-run).");
    out.flush();
  }

  private FieldList facts(FieldList facts) {
    Job job = preparation.loaded().job();
    TrainPlan plan = preparation.plan();
    facts.add("job", job.name());
    facts.add("plugin", plugin());
    if (preparation.plugin() instanceof PythonPlugin inPython) {
      addPython(inPython, facts);
    }
    facts.add("data set", dataset());
    preparation
        .checkpoint()
        .ifPresent(model -> facts.add("checkpoint", model.id() + " (" + model.name() + ")"));
    plan.run().objective().ifPresent(goal -> facts.add("objective", text(goal)));
    if (!job.isTune()) {
      facts.add("values", values(job.hyperparameter()));
    }
    facts.add("trials", plan.trials().trials() + " (" + plan.trials().explanation() + ")");
    job.tuning().ifPresent(tuning -> addScheduler(tuning.config().scheduler(), facts));
    plan.warmStart().lines().forEach(line -> facts.add("warm start", line));
    facts.add(
        "at once", plan.concurrency().slots() + " (set by " + plan.concurrency().reason() + ")");
    new ExecutionFacts(preparation).addTo(facts);
    facts.add("seed", plan.seed());
    tracking.mlflow().ifPresent(server -> facts.add("tracked on", server));
    facts.add("store", store + ", " + DiskSpace.text(DiskSpace.usable(store)) + " free");
    return facts;
  }

  private void addScheduler(SchedulerChoice scheduler, FieldList facts) {
    facts.add("scheduler", (scheduler.name() + " " + values(scheduler.options())).strip());
    if (preparation.plan().pausesTrials()) {
      facts.add(
          "",
          "pauses trials, which go on from their checkpoints; where reports have none, trials "
              + (preparation.plan().execution().mayPark()
                  ? "wait in their workers or, beyond their number, start again from zero"
                  : "start again from zero"));
    }
  }

  private String plugin() {
    return preparation.plugin().name() + " in " + preparation.plugin().classPath().get(0);
  }

  private static void addPython(PythonPlugin plugin, FieldList facts) {
    facts.add("python", plugin.python().version() + " in " + plugin.interpreter());
    if (!plugin.python().missing().isEmpty()) {
      facts.add("", "to be installed first: " + String.join(", ", plugin.python().missing()));
    }
  }

  private String dataset() {
    int items = preparation.dataset().content().itemCount();
    return "%d (%s), %d %s, %s"
        .formatted(
            preparation.dataset().id(),
            preparation.dataset().content().path(),
            items,
            items == 1 ? "item" : "items",
            DiskSpace.text(preparation.dataset().content().bytes()));
  }

  private static String values(Map<String, Object> values) {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + ValueText.value(entry.getValue()))
        .collect(Collectors.joining(" "));
  }

  private static String text(Objective goal) {
    return goal.metric() + ", " + goal.mode().name().toLowerCase(Locale.ROOT);
  }

  /** The dimensions, one a row, with their values in the first trials. */
  private void printSearch(Job.Tuning tuning, PrintWriter out) {
    List<Config> first = preparation.plan().firstConfigs();
    List<TextTable.Column> columns = new ArrayList<>();
    columns.add(TextTable.Column.whole("HYPERPARAMETER"));
    columns.add(TextTable.Column.whole("SEARCHED"));
    for (int number = 0; number < first.size(); number++) {
      columns.add(TextTable.Column.number("TRIAL " + number));
    }
    TextTable table = new TextTable(columns);
    for (SearchSpace.Dimension dimension : tuning.space().dimensions()) {
      List<String> row = new ArrayList<>();
      row.add(dimension.name());
      row.add(dimension.distribution().description());
      first.forEach(config -> row.add(ValueText.value(config.get(dimension.name()))));
      table.add(row);
    }
    out.println();
    table.lines(display, OptionalInt.empty()).forEach(out::println);
  }

  /** Says what resuming a run would do. */
  static final class ResumeFacts {

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
      if (!resumption.hasWork()) {
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
      boolean over = !resumption.hasWork() || left <= 0;
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
      boolean retried = trial.status() == TrialStatus.ERROR && replayed.retriesFailed();
      if (trial.status().isFinal() && !retried) {
        return Way.FINISHED;
      }
      if (trial.status() == TrialStatus.RUNNING
          && replayed.lastDecisions().containsKey(trial.id())) {
        return Way.DECIDED;
      }
      boolean kept = trial.checkpoints().stream().anyMatch(each -> Files.exists(each.path()));
      return kept ? Way.FROM_CHECKPOINT : Way.AGAIN;
    }
  }
}
