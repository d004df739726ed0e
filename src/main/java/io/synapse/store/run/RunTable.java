package io.synapse.store.run;

import io.synapse.files.ProcessIdentity;
import io.synapse.run.RunStatus;
import io.synapse.space.Objective;
import io.synapse.store.registry.Sql;
import io.synapse.store.run.StoredRun.RunMode;
import io.synapse.store.run.StoredRun.RunOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The table of runs. */
public final class RunTable {

  private RunTable() {}

  static void insert(Sql sql, StoredRun run) throws SQLException {
    sql.update(
        "INSERT INTO runs (id, trial_prefix, name, job_mode, metric, objective_mode, status,"
            + " started, process) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        run.id(),
        run.trialPrefix(),
        run.jobName(),
        run.mode().text(),
        run.objective().map(Objective::metric).orElse(null),
        run.objective().map(objective -> lower(objective.mode())).orElse(null),
        run.status().text(),
        run.started().toString(),
        run.process().text());
  }

  static void updateOutcome(Sql sql, String id, RunOutcome outcome) throws SQLException {
    sql.update(
        "UPDATE runs SET model_id = (SELECT id FROM models WHERE id = ?), best_trial = ?,"
            + " best_value = ?, trials = ?, trials_terminated = ?, trials_failed = ? WHERE id = ?",
        outcome.modelId().isPresent() ? outcome.modelId().getAsLong() : null,
        outcome.bestTrial().orElse(null),
        outcome.bestValue().isPresent() ? outcome.bestValue().getAsDouble() : null,
        outcome.trials(),
        outcome.terminated(),
        outcome.failed(),
        id);
  }

  static void updateEnd(Sql sql, String id, RunStatus status, Instant finished)
      throws SQLException {
    sql.update(
        "UPDATE runs SET status = ?, finished = ? WHERE id = ?",
        status.text(),
        finished.toString(),
        id);
  }

  /** The run is resumed by this process. */
  static void updateStart(Sql sql, String id) throws SQLException {
    sql.update(
        "UPDATE runs SET status = ?, finished = NULL, process = ? WHERE id = ?",
        RunStatus.RUNNING.text(),
        ProcessIdentity.current().text(),
        id);
  }

  public static List<StoredRun> all(Sql sql) throws SQLException {
    return sql.list("SELECT * FROM runs ORDER BY number", RunTable::row);
  }

  static Optional<StoredRun> latest(Sql sql) throws SQLException {
    return sql.first("SELECT * FROM runs ORDER BY number DESC LIMIT 1", RunTable::row);
  }

  public static Optional<StoredRun> withId(Sql sql, String id) throws SQLException {
    return sql.first("SELECT * FROM runs WHERE id = ?", RunTable::row, id);
  }

  static List<StoredRun> withPrefix(Sql sql, String prefix) throws SQLException {
    return sql.list(
        "SELECT * FROM runs WHERE substr(id, 1, length(?1)) = ?1 ORDER BY number",
        RunTable::row,
        prefix);
  }

  private static StoredRun row(ResultSet row) throws SQLException {
    return new StoredRun(
        row.getString("id"),
        row.getString("trial_prefix"),
        row.getString("name"),
        RunMode.parse(row.getString("job_mode")),
        objective(row),
        RunStatus.parse(row.getString("status")),
        Instant.parse(row.getString("started")),
        Optional.ofNullable(row.getString("finished")).map(Instant::parse),
        outcome(row),
        ProcessIdentity.parse(row.getString("process")));
  }

  private static Optional<Objective> objective(ResultSet row) throws SQLException {
    String metric = row.getString("metric");
    if (metric == null) {
      return Optional.empty();
    }
    Objective.Mode mode =
        Objective.Mode.valueOf(row.getString("objective_mode").toUpperCase(Locale.ROOT));
    return Optional.of(new Objective(metric, mode));
  }

  private static RunOutcome outcome(ResultSet row) throws SQLException {
    long model = row.getLong("model_id");
    OptionalLong modelId = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(model);
    double best = row.getDouble("best_value");
    OptionalDouble value = row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(best);
    return new RunOutcome(
        modelId,
        Optional.ofNullable(row.getString("best_trial")),
        value,
        row.getInt("trials"),
        row.getInt("trials_terminated"),
        row.getInt("trials_failed"));
  }

  private static String lower(Objective.Mode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
