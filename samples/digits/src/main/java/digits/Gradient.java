package digits;

import java.util.Arrays;

/** The gradient of the loss by the network's parameters, added up over a batch. */
final class Gradient {

  private final Network network;
  private final float[] sum;
  private final float[] hiddenErrors;

  Gradient(Network network) {
    this.network = network;
    this.sum = new float[network.parameters().length];
    this.hiddenErrors = new float[network.hiddenUnits()];
  }

  void clear() {
    Arrays.fill(sum, 0);
  }

  /** The mean over the batch, which replaces the sum. */
  float[] mean(int batchSize) {
    float share = 1f / batchSize;
    for (int i = 0; i < sum.length; i++) {
      sum[i] *= share;
    }
    return sum;
  }

  /**
   * Adds the gradient of one digit by backpropagation.
   *
   * @param hidden its hidden activations, after dropout
   * @param outputErrors probabilities of the classes, less 1 for the right class
   * @param hiddenScale what dropout multiplied the activations by that it kept
   */
  void add(Samples samples, int index, float[] hidden, float[] outputErrors, float hiddenScale) {
    addOutputLayer(hidden, outputErrors);
    findHiddenErrors(hidden, outputErrors, hiddenScale);
    addHiddenLayer(samples, index);
  }

  private void addOutputLayer(float[] hidden, float[] outputErrors) {
    int classes = outputErrors.length;
    int row = network.outputWeights();
    for (float activation : hidden) {
      if (activation != 0) {
        FloatArrays.addScaled(activation, outputErrors, 0, sum, row, classes);
      }
      row += classes;
    }
    FloatArrays.addScaled(1, outputErrors, 0, sum, network.outputBiases(), classes);
  }

  private void findHiddenErrors(float[] hidden, float[] outputErrors, float hiddenScale) {
    float[] weights = network.parameters();
    int row = network.outputWeights();
    for (int i = 0; i < hidden.length; i++) {
      float error = 0;
      if (hidden[i] != 0) { // a unit that is off or dropped has no part in the error
        for (int k = 0; k < outputErrors.length; k++) {
          error += weights[row + k] * outputErrors[k];
        }
      }
      hiddenErrors[i] = hiddenScale * error;
      row += outputErrors.length;
    }
  }

  private void addHiddenLayer(Samples samples, int index) {
    int width = hiddenErrors.length;
    float[] pixels = samples.pixels();
    int first = index * Samples.PIXELS;
    for (int i = 0; i < Samples.PIXELS; i++) {
      float pixel = pixels[first + i];
      if (pixel != 0) {
        FloatArrays.addScaled(pixel, hiddenErrors, 0, sum, i * width, width);
      }
    }
    FloatArrays.addScaled(1, hiddenErrors, 0, sum, network.hiddenBiases(), width);
  }
}
