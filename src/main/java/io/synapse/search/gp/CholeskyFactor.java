package io.synapse.search.gp;

import java.util.ArrayList;
import java.util.List;

/**
 * A Cholesky factor that grows row by row: the lower triangular L for which L Lᵀ is the matrix. A
 * row depends only on the rows before it and is always computed the same way, so that a factor that
 * was extended is equal, to the last bit, to one that was computed in one go. Not thread-safe.
 */
final class CholeskyFactor {

  private final List<double[]> rows = new ArrayList<>();

  int size() {
    return rows.size();
  }

  /**
   * Removes the last rows.
   *
   * @param size how many rows remain
   */
  void truncate(int size) {
    rows.subList(size, rows.size()).clear();
  }

  /**
   * Appends a row.
   *
   * @param row the matrix's entries up to the diagonal; overwritten with the factor's row, which
   *     keeps the array
   * @param minPivot the lowest square of the factor's diagonal entry that is accepted
   * @return false, with nothing appended, if the square is lower or NaN
   */
  boolean append(double[] row, double minPivot) {
    int last = row.length - 1;
    for (int i = 0; i < last; i++) {
      double[] other = rows.get(i);
      row[i] = (row[i] - dot(other, row, i)) / other[i];
    }
    double pivot = row[last] - dot(row, row, last);
    if (!(pivot >= minPivot)) {
      return false;
    }
    row[last] = Math.sqrt(pivot);
    rows.add(row);
    return true;
  }

  /** Solves L x = b in place, with the leading rows if b is shorter than the factor. */
  double[] solveLower(double[] b) {
    for (int i = 0; i < b.length; i++) {
      double[] row = rows.get(i);
      b[i] = (b[i] - dot(row, b, i)) / row[i];
    }
    return b;
  }

  /** Solves Lᵀ x = b in place, with the leading rows if b is shorter than the factor. */
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

  /** Solves L Lᵀ x = b in place, with the leading rows if b is shorter than the factor. */
  double[] solve(double[] b) {
    return solveUpper(solveLower(b));
  }

  /** The product L x, with the leading rows if x is shorter than the factor. */
  double[] multiply(double[] x) {
    double[] product = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      product[i] = dot(rows.get(i), x, i + 1);
    }
    return product;
  }

  /**
   * The dot product of the first elements of two vectors. It keeps four independent sums, because
   * additions to a single sum would have to wait for each other.
   */
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
