package io.synapse.cli.train;

import io.synapse.action.resume.RunBrackets;
import io.synapse.job.JobReader;
import io.synapse.report.html.HtmlReport;
import io.synapse.report.record.RecordedBracket;
import io.synapse.report.record.RecordedBracket.RecordedRung;
import io.synapse.report.record.RecordedRun;
import io.synapse.report.record.RunReader;
import io.synapse.run.Bracket;
import io.synapse.run.RunFolder;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import io.synapse.store.run.RunStore;
import io.synapse.store.run.StoredRun;
import java.nio.file.Path;
import java.util.List;

/** Makes the HTML report of a run that is stored, also while it goes on. */
public final class RunReportFile {

  private RunReportFile() {}

  /**
   * Writes the report.
   *
   * @param run its run
   * @param runs where the run is
   * @param reload whether the open page loads itself anew
   * @param file where it is written, whole or not at all
   * @return what is known of the run
   * @throws io.synapse.problem.OperationFailedException when it cannot be written
   */
  public static RecordedRun write(
      StoredRun run, RunStore runs, HtmlReport.Reload reload, Path file) {
    RunFolder folder = runs.folder(run);
    RecordedRun recorded = RunReader.read(run, runs.statusOf(run), folder);
    new HtmlReport(recorded, brackets(folder), reload).writeTo(file);
    return recorded;
  }

  private static List<RecordedBracket> brackets(RunFolder folder) {
    JobReader reader = new JobReader(Searchers.specifications(), Schedulers.specifications());
    return new RunBrackets(reader).of(folder).stream().map(RunReportFile::recorded).toList();
  }

  private static RecordedBracket recorded(Bracket bracket) {
    return new RecordedBracket(
        bracket.number(),
        bracket.trials(),
        bracket.rungs().stream().map(RunReportFile::recorded).toList());
  }

  private static RecordedRung recorded(Bracket.Rung rung) {
    return new RecordedRung(rung.time(), rung.reached(), rung.waiting(), rung.kept(), rung.best());
  }
}
