package digits;

/**
 * How well a network does on some digits.
 *
 * @param loss the mean cross-entropy; not a number when the network's parameters are not
 * @param accuracy the share recognised; not a number when the loss is not
 */
record Evaluation(double loss, double accuracy) {

  /** Adds up an evaluation digit by digit. */
  static final class Tally {

    /** Keeps the loss of a digit finite when its class was given no probability at all. */
    private static final double LEAST_PROBABILITY = Float.MIN_NORMAL;

    private double lossSum;
    private int correct;
    private int count;

    /** Counts one digit, given the probabilities of the classes and the right class. */
    void add(float[] probabilities, int label) {
      lossSum -= StrictMath.log(Math.max(LEAST_PROBABILITY, probabilities[label]));
      correct += FloatArrays.indexOfLargest(probabilities) == label ? 1 : 0;
      count++;
    }

    Evaluation result() {
      double loss = lossSum / count;
      return new Evaluation(loss, Double.isNaN(loss) ? Double.NaN : (double) correct / count);
    }
  }
}
