package io.synapse.store;

import java.io.IOException;
import java.sql.SQLException;

/** Something to do with the registry. */
@FunctionalInterface
interface SqlWork<T> {

  T with(Sql sql) throws SQLException, IOException;
}
