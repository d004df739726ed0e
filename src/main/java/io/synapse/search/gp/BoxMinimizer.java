package io.synapse.search.gp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Minimises a smooth function within bounds: limited-memory BFGS (Nocedal and Wright 2006,
 * algorithm 7.4) on the variables that no bound holds, with steps projected into the box and halved
 * until they descend (Bertsekas 1982). Never ends worse than it starts.
 */
final class BoxMinimizer {

  private static final int MEMORY = 8;
  private static final int MOST_HALVINGS = 15;
  private static final double SUFFICIENT = 1e-4;
  private static final double CURVATURE = 1e-10;

  private final DifferentiableFunction function;
  private final Box box;
  private final int mostEvaluations;
  private final double tolerance;
  private final Deque<Pair> memory = new ArrayDeque<>();
  private Visit current;
  private int evaluations;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Visit(double[] point, double value, double[] gradient) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Pair(double[] step, double[] change, double product) {}

  /**
   * A minimiser for one use.
   *
   * @param mostEvaluations after which it ends
   * @param tolerance it ends when a step gains less
   */
  BoxMinimizer(DifferentiableFunction function, Box box, int mostEvaluations, double tolerance) {
    this.function = function;
    this.box = box;
    this.mostEvaluations = mostEvaluations;
    this.tolerance = tolerance;
  }

  /** A local minimum near a start. */
  double[] from(double[] start) {
    current = visit(box.nearest(start));
    boolean goesOn = Double.isFinite(current.value);
    while (goesOn && evaluations < mostEvaluations) {
      double[] direction = direction();
      goesOn = step(direction, memory.isEmpty() ? firstLength(direction) : 1);
    }
    return current.point;
  }

  /** The value where {@link #from} ended. */
  double value() {
    return current.value;
  }

  private Visit visit(double[] point) {
    evaluations++;
    double[] gradient = new double[point.length];
    double value = function.at(point, gradient);
    return new Visit(point, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value, gradient);
  }

  private double firstLength(double[] direction) {
    double largest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
    double width = 0;
    for (int i = 0; i < direction.length; i++) {
      width = Math.max(width, box.upper()[i] - box.lower()[i]);
    }
    return largest > 0 ? Math.min(1, width / 10 / largest) : 1;
  }

  private double[] direction() {
    double[] descent = free(current.gradient);
    for (int i = 0; i < descent.length; i++) {
      descent[i] = -descent[i];
    }
    double[] direction = free(timesInverseHessian(descent.clone()));
    if (dot(direction, current.gradient) < 0) {
      return direction;
    }
    memory.clear();
    return descent;
  }

  /** A vector without the variables that a bound holds. */
  private double[] free(double[] vector) {
    double[] free = vector.clone();
    for (int i = 0; i < free.length; i++) {
      if (box.holds(i, current.point[i], current.gradient[i])) {
        free[i] = 0;
      }
    }
    return free;
  }

  private double[] timesInverseHessian(double[] vector) {
    double[] shares = new double[memory.size()];
    int index = 0;
    for (Pair pair : memory) {
      shares[index] = dot(pair.step, vector) / pair.product;
      add(vector, pair.change, -shares[index++]);
    }
    if (!memory.isEmpty()) {
      Pair newest = memory.getFirst();
      scale(vector, newest.product / dot(newest.change, newest.change));
    }
    for (var oldest = memory.descendingIterator(); oldest.hasNext(); ) {
      Pair pair = oldest.next();
      add(vector, pair.step, shares[--index] - dot(pair.change, vector) / pair.product);
    }
    return vector;
  }

  /** Whether a step was found that gains enough to go on. */
  private boolean step(double[] direction, double firstLength) {
    double length = firstLength;
    for (int i = 0; i < MOST_HALVINGS && evaluations < mostEvaluations; i++) {
      double[] moved = current.point.clone();
      add(moved, direction, length);
      Visit next = visit(box.nearest(moved));
      double[] step = difference(next.point, current.point);
      double expected = dot(step, current.gradient);
      if (next.value <= current.value + SUFFICIENT * expected && expected < 0) {
        return accept(next, step);
      }
      length /= i < 2 ? 2 : 4;
    }
    boolean stale = !memory.isEmpty();
    memory.clear();
    return stale;
  }

  private boolean accept(Visit next, double[] step) {
    double[] change = difference(next.gradient, current.gradient);
    double product = dot(step, change);
    if (product > CURVATURE * dot(change, change)) {
      memory.addFirst(new Pair(step, change, product));
      if (memory.size() > MEMORY) {
        memory.removeLast();
      }
    }
    double gain = current.value - next.value;
    current = next;
    return gain > tolerance;
  }

  private static double dot(double[] first, double[] second) {
    return CholeskyFactor.dot(first, second, first.length);
  }

  private static void add(double[] to, double[] vector, double factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * vector[i];
    }
  }

  private static void scale(double[] vector, double factor) {
    for (int i = 0; i < vector.length; i++) {
      vector[i] *= factor;
    }
  }

  private static double[] difference(double[] first, double[] second) {
    double[] difference = first.clone();
    add(difference, second, -1);
    return difference;
  }

  /** A function of several variables with its derivatives. */
  @FunctionalInterface
  interface DifferentiableFunction {

    /**
     * The value at a point.
     *
     * @param point not changed
     * @param gradient takes the derivatives
     */
    double at(double[] point, double[] gradient);
  }

  /**
   * Bounds of several variables. The arrays are shared and must not be changed.
   *
   * @param lower the least values
   * @param upper the greatest values
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Box(double[] lower, double[] upper) {

    /** The nearest point within. */
    double[] nearest(double[] point) {
      double[] within = new double[point.length];
      for (int i = 0; i < point.length; i++) {
        within[i] = Math.max(lower[i], Math.min(upper[i], point[i]));
      }
      return within;
    }

    /** Whether a step against the gradient would leave the box in this variable. */
    boolean holds(int variable, double value, double derivative) {
      return derivative > 0 ? value <= lower[variable] : value >= upper[variable];
    }
  }
}
