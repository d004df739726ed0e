package digits;

/** Digits with their classes. Immutable, though its pixels are handed out without a copy. */
final class Samples {

  /** Width and height of a digit. */
  static final int SIDE = 8;

  /** Pixels of a digit, row by row. */
  static final int PIXELS = SIDE * SIDE;

  /** Number of classes: the digits 0 to 9. */
  static final int CLASSES = 10;

  private final float[] pixels;
  private final int[] labels;

  /**
   * Holds digits.
   *
   * @param pixels the pixels of one digit after another, from 0 (paper) to 1 (ink)
   * @param labels their classes
   */
  Samples(float[] pixels, int[] labels) {
    this.pixels = pixels;
    this.labels = labels;
  }

  int count() {
    return labels.length;
  }

  int label(int index) {
    return labels[index];
  }

  /** The pixels of all digits, for loops that must be fast; not to be written to. */
  float[] pixels() {
    return pixels;
  }

  /** The digits at some positions. */
  Samples select(int[] indices) {
    float[] chosenPixels = new float[indices.length * PIXELS];
    int[] chosenLabels = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      System.arraycopy(pixels, indices[i] * PIXELS, chosenPixels, i * PIXELS, PIXELS);
      chosenLabels[i] = labels[indices[i]];
    }
    return new Samples(chosenPixels, chosenLabels);
  }
}
