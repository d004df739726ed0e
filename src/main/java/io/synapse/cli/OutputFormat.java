package io.synapse.cli;

/** What the result of a command is printed as. */
enum OutputFormat {
  /** Lines for people. */
  TEXT,
  /** A JSON document. */
  JSON,
  /** A table for spreadsheets and data frames. */
  CSV
}
