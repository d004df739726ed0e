package io.synapse.search.gp;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Minimises a smooth function within bounds: limited-memory BFGS (Nocedal and Wright 2006,
 * algorithm 7.4) on the variables without an active bound, with steps that are projected into the
 * box and shortened until they decrease the function sufficiently (Bertsekas 1982). The result is
 * never worse than the start. Not thread-safe.
 */
final class BoxMinimizer {

  private static final int MEMORY = 8;
  private static final int MAX_BACKTRACKS = 15;
  private static final double SUFFICIENT_DECREASE = 1e-4;
  private static final double MIN_CURVATURE = 1e-10;

  private final DifferentiableFunction function;
  private final Box box;
  private final int maxEvaluations;
  private final double tolerance;
  private final Deque<CorrectionPair> memory = new ArrayDeque<>();
  private Evaluation current;
  private int evaluations;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Evaluation(double[] point, double value, double[] gradient) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record CorrectionPair(double[] step, double[] change, double product) {}

  /**
   * Creates a minimiser for one use.
   *
   * @param maxEvaluations of the function, after which it ends
   * @param tolerance it ends when a step decreases the function by less
   */
  BoxMinimizer(DifferentiableFunction function, Box box, int maxEvaluations, double tolerance) {
    this.function = function;
    this.box = box;
    this.maxEvaluations = maxEvaluations;
    this.tolerance = tolerance;
  }

  /** The local minimum reached from a start, which may lie outside the bounds. */
  double[] minimize(double[] start) {
    current = evaluate(box.nearest(start));
    boolean improves = Double.isFinite(current.value);
    while (improves && evaluations < maxEvaluations) {
      double[] direction = direction();
      improves = step(direction, memory.isEmpty() ? firstLength(direction) : 1);
    }
    return current.point;
  }

  /** The function value at the result of {@link #minimize}. */
  double value() {
    return current.value;
  }

  private Evaluation evaluate(double[] point) {
    evaluations++;
    double[] gradient = new double[point.length];
    double value = function.value(point, gradient);
    return new Evaluation(point, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value, gradient);
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

  /** A vector with 0 for the variables whose bound is active. */
  private double[] free(double[] vector) {
    double[] free = vector.clone();
    for (int i = 0; i < free.length; i++) {
      if (box.isActive(i, current.point[i], current.gradient[i])) {
        free[i] = 0;
      }
    }
    return free;
  }

  private double[] timesInverseHessian(double[] vector) {
    double[] coefficients = new double[memory.size()];
    int index = 0;
    for (CorrectionPair pair : memory) {
      coefficients[index] = dot(pair.step, vector) / pair.product;
      add(vector, pair.change, -coefficients[index++]);
    }
    if (!memory.isEmpty()) {
      CorrectionPair latest = memory.getFirst();
      scale(vector, latest.product / dot(latest.change, latest.change));
    }
    for (var oldest = memory.descendingIterator(); oldest.hasNext(); ) {
      CorrectionPair pair = oldest.next();
      add(vector, pair.step, coefficients[--index] - dot(pair.change, vector) / pair.product);
    }
    return vector;
  }

  /** Takes a step along the direction; returns whether another one may help. */
  private boolean step(double[] direction, double firstLength) {
    double length = firstLength;
    for (int i = 0; i < MAX_BACKTRACKS && evaluations < maxEvaluations; i++) {
      double[] moved = current.point.clone();
      add(moved, direction, length);
      Evaluation next = evaluate(box.nearest(moved));
      double[] step = difference(next.point, current.point);
      double expected = dot(step, current.gradient);
      if (next.value <= current.value + SUFFICIENT_DECREASE * expected && expected < 0) {
        return accept(next, step);
      }
      length /= i < 2 ? 2 : 4;
    }
    boolean stale = !memory.isEmpty();
    memory.clear();
    return stale;
  }

  private boolean accept(Evaluation next, double[] step) {
    double[] change = difference(next.gradient, current.gradient);
    double product = dot(step, change);
    if (product > MIN_CURVATURE * dot(change, change)) {
      memory.addFirst(new CorrectionPair(step, change, product));
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
     * @param gradient output: the derivatives
     */
    double value(double[] point, double[] gradient);
  }

  /**
   * The bounds of several variables. The arrays are shared and must not be changed.
   *
   * @param lower the lower bounds
   * @param upper the upper bounds
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Box(double[] lower, double[] upper) {

    /** The point of the box that is nearest to a point. */
    double[] nearest(double[] point) {
      double[] within = new double[point.length];
      for (int i = 0; i < point.length; i++) {
        within[i] = Math.max(lower[i], Math.min(upper[i], point[i]));
      }
      return within;
    }

    /** Whether a step against the gradient would leave the box along a variable. */
    boolean isActive(int variable, double value, double derivative) {
      return derivative > 0 ? value <= lower[variable] : value >= upper[variable];
    }
  }
}
