package io.synapse.cli.train;

import io.synapse.action.resume.RunBrackets;
import io.synapse.job.JobReader;
import io.synapse.report.html.HtmlReport;
import io.synapse.run.Bracket;
import io.synapse.run.RunFolder;
import io.synapse.run.RunRecord;
import io.synapse.run.RunStatus;
import io.synapse.schedule.Schedulers;
import io.synapse.search.Searchers;
import io.synapse.store.run.RunStore;
import io.synapse.store.run.StoredRun;
import io.synapse.store.run.StoredRun.RecordedRun;
import java.nio.file.Path;
import java.util.List;

/** Makes the HTML report of a stored run, also while it is running. */
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
    RunStatus status = runs.statusOf(run);
    RunRecord record = RunRecord.read(folder, status, RunRecord.Detail.FULL);
    RecordedRun recorded = new RecordedRun(run, status, folder, record);
    new HtmlReport(recorded, brackets(folder), reload).writeTo(file);
    return recorded;
  }

  private static List<Bracket> brackets(RunFolder folder) {
    JobReader reader = new JobReader(Searchers.specifications(), Schedulers.specifications());
    return new RunBrackets(reader).of(folder);
  }
}
