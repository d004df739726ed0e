package io.synapse.search.gp;

import java.util.ArrayList;
import java.util.List;

/**
 * A Cholesky factor that grows row by row: a lower triangle L with L Lᵀ the matrix. A row depends
 * on those before it alone, and is computed the same way whenever it is, so that a factor that grew
 * equals one made at once to the last bit.
 */
final class CholeskyFactor {

  private final List<double[]> rows = new ArrayList<>();

  int size() {
    return rows.size();
  }

  /** Drops the last rows, so that so many are left. */
  void truncate(int size) {
    rows.subList(size, rows.size()).clear();
  }

  /**
   * Appends a row of the matrix.
   *
   * @param row the matrix's entries up to the diagonal; becomes the factor's row
   * @param leastPivot the least square of the factor's diagonal that is trusted
   * @return false, with nothing appended, when the diagonal falls below that
   */
  boolean append(double[] row, double leastPivot) {
    int last = row.length - 1;
    for (int i = 0; i < last; i++) {
      double[] other = rows.get(i);
      row[i] = (row[i] - dot(other, row, i)) / other[i];
    }
    double pivot = row[last] - dot(row, row, last);
    if (!(pivot >= leastPivot)) {
      return false;
    }
    row[last] = Math.sqrt(pivot);
    rows.add(row);
    return true;
  }

  /** Solves L x = b in place; b may be longer or shorter than there are rows: its length counts. */
  double[] solveLower(double[] b) {
    for (int i = 0; i < b.length; i++) {
      double[] row = rows.get(i);
      b[i] = (b[i] - dot(row, b, i)) / row[i];
    }
    return b;
  }

  /** Solves Lᵀ x = b in place, for as many rows as b is long. */
  double[] solveUpper(double[] b) {
    for (int i = b.length - 1; i >= 0; i--) {
      double[] row = rows.get(i);
      b[i] /= row[i];
      double solved = b[i];
      for (int j = 0; j < i; j++) {
        b[j] -= row[j] * solved;
      }
    }
    return b;
  }

  /** Solves L Lᵀ x = b in place, for as many rows as b is long. */
  double[] solve(double[] b) {
    return solveUpper(solveLower(b));
  }

  /** L x, for as many rows as x is long. */
  double[] times(double[] x) {
    double[] product = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      product[i] = dot(rows.get(i), x, i + 1);
    }
    return product;
  }

  /** Four sums at once, as each addition alone would wait for the one before it. */
  static double dot(double[] first, double[] second, int length) {
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    int i = 0;
    for (; i + 3 < length; i += 4) {
      a += first[i] * second[i];
      b += first[i + 1] * second[i + 1];
      c += first[i + 2] * second[i + 2];
      d += first[i + 3] * second[i + 3];
    }
    for (; i < length; i++) {
      a += first[i] * second[i];
    }
    return (a + b) + (c + d);
  }
}
