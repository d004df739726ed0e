package digits;

/** Turns the scores of classes into probabilities. */
final class Softmax {

  private Softmax() {}

  /**
   * Replaces scores by probabilities. {@link StrictMath} because its results are the same on every
   * machine; the largest score is subtracted so that nothing overflows.
   */
  static void toProbabilities(float[] scores) {
    float largest = scores[FloatArrays.indexOfLargest(scores)];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) StrictMath.exp(scores[i] - largest);
      sum += scores[i];
    }
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (float) (scores[i] / sum);
    }
  }
}
