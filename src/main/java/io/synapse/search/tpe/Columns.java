package io.synapse.search.tpe;

import io.synapse.search.model.Axis;
import io.synapse.search.model.Observations;
import io.synapse.search.model.Observed;
import java.util.ArrayList;
import java.util.List;

/**
 * The observations of a run, axis by axis, one row for each; rows are in the order of numbers. What
 * was seen before is remembered, as most of it comes again: no column is sorted anew, which would
 * be much of the work. Not thread-safe.
 */
final class Columns {

  private final List<Column> columns;

  /** By rows, the points that the columns hold; null where they hold none. */
  private final List<double[]> points = new ArrayList<>();

  /** How many rows are those of earlier runs, whose numbers are below 0. */
  private int earlier;

  /** Columns that hold nothing. */
  Columns(List<Axis> axes) {
    this.columns = axes.stream().map(Column::new).toList();
  }

  Column of(int coordinate) {
    return columns.get(coordinate);
  }

  /** How many rows there are, empty ones included. */
  int rows() {
    return points.size();
  }

  /** The row of an observation's number. */
  int row(int number) {
    return earlier + number;
  }

  /**
   * Takes in what is new or has another point than before. Other rows are kept.
   *
   * @param observations at least one completed
   */
  void see(Observations observations) {
    makeRoomFrom(observations.completed().get(0).number());
    observations.completed().forEach(this::see);
    observations.failed().forEach(this::see);
    observations.pending().forEach(this::see);
  }

  /** Begins anew if there are more earlier observations than before. */
  private void makeRoomFrom(int number) {
    if (row(number) < 0) {
      columns.forEach(Column::clear);
      points.clear();
      earlier = -number;
    }
  }

  private void see(Observed observed) {
    int row = row(observed.number());
    while (row >= points.size()) {
      points.add(null);
    }
    double[] known = points.set(row, observed.point());
    if (known != observed.point()) {
      for (int coordinate = 0; coordinate < columns.size(); coordinate++) {
        if (known != null) {
          of(coordinate).remove(row);
        }
        of(coordinate).add(row, observed.point()[coordinate]);
      }
    }
  }
}
