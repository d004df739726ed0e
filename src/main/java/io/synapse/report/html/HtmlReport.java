package io.synapse.report.html;

import io.synapse.files.AtomicFile;
import io.synapse.run.Bracket;
import io.synapse.store.run.StoredRun.RecordedRun;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The report of a run: one HTML file that needs no other file and no network. */
public final class HtmlReport {

  private final RecordedRun run;
  private final List<Bracket> brackets;
  private final Reload reload;

  /**
   * A report.
   *
   * @param run what is known of the run
   * @param brackets how its scheduler compared trials; empty when it compared none
   * @param reload whether the open page loads itself anew
   */
  public HtmlReport(RecordedRun run, List<Bracket> brackets, Reload reload) {
    this.run = run;
    this.brackets = List.copyOf(brackets);
    this.reload = reload;
  }

  /**
   * Writes it, whole or not at all. What trials printed and drew is read from the run's folder.
   *
   * @throws io.synapse.problem.OperationFailedException with a remedy
   */
  public void writeTo(Path file) {
    AtomicFile.write(file, text());
  }

  /** The page. */
  String text() {
    SpaceColumns space = SpaceColumns.of(run);
    TrialRanking ranking = TrialRanking.of(run);
    return new PageTemplate()
        .page(
            run.row().jobName(),
            new PageData(run, space, ranking, brackets)
                .toJson(Instant.now(), reload.interval().toSeconds()),
            new CurveData(run).toJson(),
            new TrialDetails(run, ranking).toJson());
  }

  /**
   * Whether an open page loads itself anew.
   *
   * @param interval how long it waits; zero for a page that stays as it is
   */
  public record Reload(Duration interval) {

    /** The page stays as it is. */
    public static final Reload NEVER = new Reload(Duration.ZERO);

    /** The page loads itself anew again and again. */
    public static Reload every(Duration interval) {
      return new Reload(interval);
    }
  }
}
