package io.synapse.store.registry;

import java.sql.SQLException;
import java.util.List;

/**
 * The registry's tables, as the steps that lead from an empty file to them. A released step never
 * changes: a new version is a further step. SQLite's {@code user_version} says how many were taken.
 *
 * @param steps for each version the statements that lead to it from the one before
 */
public record RegistrySchema(List<List<String>> steps) {

  private static final String DATASETS =
      """
      CREATE TABLE datasets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        path TEXT NOT NULL,
        kind TEXT NOT NULL,
        imported INTEGER NOT NULL,
        size INTEGER,
        items INTEGER,
        fingerprint TEXT,
        added TEXT NOT NULL
      ) STRICT""";

  private static final String MODELS =
      """
      CREATE TABLE models (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        run_id TEXT NOT NULL,
        trial_id TEXT NOT NULL,
        files INTEGER NOT NULL,
        size INTEGER NOT NULL,
        saved TEXT NOT NULL
      ) STRICT""";

  private static final String RUNS =
      """
      CREATE TABLE runs (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        trial_prefix TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        job_mode TEXT NOT NULL,
        metric TEXT,
        objective_mode TEXT,
        status TEXT NOT NULL,
        started TEXT NOT NULL,
        finished TEXT,
        model_id INTEGER REFERENCES models (id) ON DELETE SET NULL,
        best_trial TEXT,
        best_value REAL,
        trials INTEGER NOT NULL DEFAULT 0,
        trials_terminated INTEGER NOT NULL DEFAULT 0,
        trials_failed INTEGER NOT NULL DEFAULT 0,
        process TEXT NOT NULL
      ) STRICT""";

  /** What this version of synapse reads and writes. */
  public static RegistrySchema current() {
    return new RegistrySchema(
        List.of(
            List.of(
                DATASETS,
                MODELS,
                "CREATE INDEX models_of_run ON models (run_id)",
                RUNS,
                "CREATE INDEX runs_of_model ON runs (model_id)")));
  }

  int version() {
    return steps.size();
  }

  static int versionOf(Sql sql) throws SQLException {
    return (int) sql.number("PRAGMA user_version");
  }

  /** Takes the steps that are missing; within a transaction. */
  void migrate(Sql sql) throws SQLException {
    for (int version = versionOf(sql); version < version(); version++) {
      for (String statement : steps.get(version)) {
        sql.run(statement);
      }
      sql.run("PRAGMA user_version = " + (version + 1));
    }
  }
}
