package io.synapse.action.resume;

import io.synapse.action.prepare.Planner;
import io.synapse.job.Job;
import io.synapse.job.JobReader;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.Bracket;
import io.synapse.run.History;
import io.synapse.run.JournalReader;
import io.synapse.run.JournalReplay;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunFolder;
import io.synapse.run.RunPlan;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** How the scheduler of a run that is stored compared its trials. */
public final class RunBrackets {

  private final JobReader reader;

  /**
   * Brackets of stored runs.
   *
   * @param reader reads their jobs
   */
  public RunBrackets(JobReader reader) {
    this.reader = reader;
  }

  /**
   * The brackets as the journal has them now; empty for a scheduler that compares nothing, and for
   * a run whose job or journal cannot be read.
   */
  public List<Bracket> of(RunFolder folder) {
    if (!Files.exists(folder.jobFile()) || !Files.exists(folder.journalFile())) {
      return List.of();
    }
    try {
      Job job =
          reader.read(ResumedJob.asSource(new StoredOptions(folder.job()).job()), List.of()).job();
      return job.tuning().map(tuning -> of(folder, job, tuning)).orElse(List.of());
    } catch (InvalidInputException | OperationFailedException | IllegalArgumentException e) {
      // What there is of a run is shown; that it is damaged is reported elsewhere.
      return List.of();
    }
  }

  private static List<Bracket> of(RunFolder folder, Job job, Job.Tuning tuning) {
    Optional<String> time = Planner.timeAttribute(tuning);
    if (time.isEmpty()) {
      return List.of();
    }
    RunPlan plan =
        new RunPlan(
            true,
            Optional.of(tuning.config().objective()),
            Planner.count(tuning).trials(),
            1,
            time);
    return Planner.scheduler(job).brackets(history(folder, plan));
  }

  private static History history(RunFolder folder, RunPlan plan) {
    JournalReplay replay = new JournalReplay(plan, 1);
    try (Stream<RecordedEvent> events = JournalReader.skim(folder.journalFile())) {
      events.forEach(replay::apply);
    }
    return replay.result().history();
  }
}
