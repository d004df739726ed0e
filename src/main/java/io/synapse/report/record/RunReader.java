package io.synapse.report.record;

import io.synapse.run.JournalReader;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.store.run.StoredRun;
import java.util.List;
import java.util.Optional;

/**
 * Reads the journal of a run once. It may be written meanwhile; whatever is damaged or missing is
 * left out and told as trouble.
 */
public final class RunReader {

  private RunReader() {}

  /**
   * All that a run's journal tells, and its {@code job.json} where the journal has no job.
   *
   * @param row its row in the registry
   * @param status where it really stands
   * @param folder where its files are
   */
  public static RecordedRun read(StoredRun row, RunStatus status, RunFolder folder) {
    RunNotebook<TrialNotebook> book = new RunNotebook<>(line -> new TrialNotebook(folder, line));
    book.read(folder, status, JournalReader::read);
    book.readJob(folder);
    boolean goesOn = status == RunStatus.RUNNING;
    List<RecordedTrial> trials = book.trials(trial -> trial.trial(goesOn));
    return new RecordedRun(
        row,
        status,
        folder,
        book.facts(),
        book.dataset(),
        trials,
        book.moments(),
        book.best(),
        book.trouble());
  }

  /**
   * Where a run and its trials stand.
   *
   * @param status where the run really stands
   * @param folder where its files are
   */
  public static RunOutline outline(RunStatus status, RunFolder folder) {
    RunNotebook<TrialState> book = new RunNotebook<>(TrialState::new);
    book.read(folder, status, JournalReader::skim);
    boolean goesOn = status == RunStatus.RUNNING;
    List<TrialOutline> trials = book.trials(trial -> trial.outline(goesOn));
    return new RunOutline(
        Optional.ofNullable(book.facts().get("seed")),
        book.plugin(),
        book.dataset(),
        trials,
        book.ended(),
        book.trouble());
  }
}
