package io.synapse.store.registry;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements on one connection. Parameters are texts, numbers or null. */
public record Sql(Connection connection) {

  /** Makes a value of a row. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Runs a statement without a result, which may be one that takes no parameters at all. */
  public void run(String statement) throws SQLException {
    try (var jdbc = connection.createStatement()) {
      jdbc.execute(statement);
    }
  }

  /** How many rows changed. */
  public int update(String statement, Object... parameters) throws SQLException {
    try (PreparedStatement prepared = prepare(statement, parameters)) {
      return prepared.executeUpdate();
    }
  }

  public <T> List<T> list(String query, RowReader<T> reader, Object... parameters)
      throws SQLException {
    try (PreparedStatement prepared = prepare(query, parameters);
        ResultSet rows = prepared.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    }
  }

  public <T> Optional<T> first(String query, RowReader<T> reader, Object... parameters)
      throws SQLException {
    return list(query, reader, parameters).stream().findFirst();
  }

  /** The one number that a query gives. */
  public long number(String query, Object... parameters) throws SQLException {
    return first(query, row -> row.getLong(1), parameters).orElse(0L);
  }

  private PreparedStatement prepare(String statement, Object... parameters) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    for (int i = 0; i < parameters.length; i++) {
      prepared.setObject(i + 1, parameters[i]);
    }
    return prepared;
  }

  /** Something to do with the registry. */
  @FunctionalInterface
  public interface SqlWork<T> {

    T with(Sql sql) throws SQLException, IOException;
  }
}
