package io.synapse.cli;

import java.util.HashSet;
import java.util.List;

/**
 * One thing in several runs.
 *
 * @param field what is compared
 * @param values of each run in their order; null where it has none
 */
record ComparisonRow(String field, List<Object> values) {

  boolean differs() {
    return new HashSet<>(values).size() > 1;
  }
}
