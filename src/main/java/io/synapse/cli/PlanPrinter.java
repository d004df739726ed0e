package io.synapse.cli;

import io.synapse.action.Preparation;
import io.synapse.action.TrainPlan;
import io.synapse.job.Job;
import io.synapse.space.Config;
import io.synapse.space.Dimension;
import io.synapse.space.Objective;
import io.synapse.store.DiskSpace;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;

/** Prints what a job would do, for {@code --dry-run}. */
final class PlanPrinter {

  private final Preparation preparation;
  private final Path store;

  /**
   * A printer of one plan.
   *
   * @param store the store's folder; it need not exist
   */
  PlanPrinter(Preparation preparation, Path store) {
    this.preparation = preparation;
    this.store = store.toAbsolutePath().normalize();
  }

  void print(PrintWriter out) {
    Job job = preparation.loaded().job();
    TrainPlan plan = preparation.plan();
    field(out, "job", job.name());
    field(out, "plugin", plugin());
    field(out, "data set", dataset());
    preparation
        .checkpoint()
        .ifPresent(model -> field(out, "checkpoint", model.id() + " (" + model.name() + ")"));
    plan.run().objective().map(PlanPrinter::text).ifPresent(goal -> field(out, "objective", goal));
    field(out, "trials", plan.trials().trials() + " (" + plan.trials().explanation() + ")");
    field(
        out,
        "at once",
        plan.concurrency().slots() + " (set by " + plan.concurrency().reason() + ")");
    field(out, "seed", Long.toString(plan.seed()));
    job.tuning()
        .ifPresent(tuning -> tuning.space().dimensions().forEach(each -> dimension(out, each)));
    for (Config config : plan.firstConfigs()) {
      field(out, job.isTune() ? "first" : "values", config.values().toString());
    }
    field(out, "store", store + ", " + DiskSpace.text(freeSpace()) + " free");
    out.println("Nothing was run (--dry-run).");
    out.flush();
  }

  private String plugin() {
    return preparation.plugin().name() + " in " + preparation.plugin().classPath().get(0);
  }

  private String dataset() {
    return "%d (%s), %d items, %s"
        .formatted(
            preparation.dataset().id(),
            preparation.dataset().content().path(),
            preparation.dataset().content().itemCount(),
            DiskSpace.text(preparation.dataset().content().bytes()));
  }

  private static String text(Objective goal) {
    return goal.metric() + ", " + goal.mode().name().toLowerCase(Locale.ROOT);
  }

  private static void dimension(PrintWriter out, Dimension dimension) {
    field(out, "search", dimension.name() + "  " + dimension.distribution().description());
  }

  /** Free space where the store is or will be: the nearest folder above that exists. */
  private long freeSpace() {
    return DiskSpace.usable(store);
  }

  private static void field(PrintWriter out, String label, String value) {
    out.printf(Locale.ROOT, "%-11s %s%n", label, value);
  }
}
