package io.synapse.store.run;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.RunFolder;
import io.synapse.run.RunStatus;
import io.synapse.store.registry.Sql;
import io.synapse.store.registry.StoreLayout;
import io.synapse.store.run.StoredRun.RunMode;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What the runs that can be resumed need for that. */
public final class ResumableRuns {

  private final StoreLayout layout;

  public ResumableRuns(StoreLayout layout) {
    this.layout = layout;
  }

  /** Those runs whose jobs need something, in the order in which they were started. */
  public List<StoredRun> needing(Sql sql, JobRequirement need) throws SQLException {
    return RunTable.all(sql).stream().filter(run -> needs(run, need)).toList();
  }

  /** Whether a run can be resumed, and needs something for it. */
  public boolean needs(StoredRun run, JobRequirement need) {
    return isResumable(run) && need.of(job(run));
  }

  /** Tells from a run's job whether it needs something. */
  @FunctionalInterface
  public interface JobRequirement {
    boolean of(Map<?, ?> job);
  }

  /**
   * Refuses to delete what is needed.
   *
   * @param what that is, as a sentence begins: {@code model 3}
   * @param reasons why, a sentence's part each; none when it isn't needed
   * @throws InvalidInputException when there are reasons
   */
  public static void refuseNeeded(String what, List<String> reasons) {
    if (!reasons.isEmpty()) {
      throw new InvalidInputException(
          "%s is still needed: %s; keep it, or remove it all the same with --force"
              .formatted(what, String.join(", and ", reasons)));
    }
  }

  /** A tuning run that is finished can be given more trials. */
  private static boolean isResumable(StoredRun run) {
    return run.status() != RunStatus.COMPLETED || run.mode() == RunMode.TUNE;
  }

  /** A run whose job cannot be read cannot be resumed either, and needs nothing. */
  private Map<?, ?> job(StoredRun run) {
    RunFolder folder = run.folder(layout);
    if (!Files.exists(folder.jobFile())) {
      return Map.of();
    }
    try {
      return folder.job().get("job") instanceof Map<?, ?> job ? job : Map.of();
    } catch (OperationFailedException e) {
      return Map.of();
    }
  }
}
