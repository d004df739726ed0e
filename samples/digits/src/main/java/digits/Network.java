package digits;

import java.util.SplittableRandom;

/**
 * A multilayer perceptron: 64 pixels, a hidden layer of rectified linear units, 10 classes.
 *
 * <p>All parameters lie in one array, so that optimisers and checkpoints need not know the layers:
 * hidden weights (a row per pixel), hidden biases, output weights (a row per hidden unit), output
 * biases.
 */
final class Network {

  private final int hiddenUnits;
  private final float[] parameters;

  /** A network whose parameters are all zero, to be filled from a checkpoint. */
  Network(int hiddenUnits) {
    this.hiddenUnits = hiddenUnits;
    this.parameters = new float[outputBiases() + Samples.CLASSES];
  }

  /**
   * A network with random weights: uniform, with the variance that keeps the size of activations
   * from layer to layer (He et al. 2015). Biases are zero.
   */
  static Network random(int hiddenUnits, SplittableRandom random) {
    Network network = new Network(hiddenUnits);
    network.initialise(0, network.hiddenBiases(), Samples.PIXELS, random);
    network.initialise(network.outputWeights(), network.outputBiases(), hiddenUnits, random);
    return network;
  }

  private void initialise(int start, int end, int inputs, SplittableRandom random) {
    float bound = (float) Math.sqrt(6.0 / inputs);
    for (int i = start; i < end; i++) {
      parameters[i] = bound * (float) (2 * random.nextDouble() - 1);
    }
  }

  int hiddenUnits() {
    return hiddenUnits;
  }

  /** The parameters themselves, for optimisers and checkpoints to change. */
  float[] parameters() {
    return parameters;
  }

  int hiddenBiases() {
    return Samples.PIXELS * hiddenUnits;
  }

  int outputWeights() {
    return hiddenBiases() + hiddenUnits;
  }

  int outputBiases() {
    return outputWeights() + hiddenUnits * Samples.CLASSES;
  }

  /** Multiplies every weight by a factor; leaves the biases alone. */
  void scaleWeights(float factor) {
    scale(0, hiddenBiases(), factor);
    scale(outputWeights(), outputBiases(), factor);
  }

  private void scale(int start, int end, float factor) {
    for (int i = start; i < end; i++) {
      parameters[i] *= factor;
    }
  }

  /** Computes the hidden layer's activations for one digit. */
  void activateHidden(Samples samples, int index, float[] hidden) {
    System.arraycopy(parameters, hiddenBiases(), hidden, 0, hiddenUnits);
    float[] pixels = samples.pixels();
    int first = index * Samples.PIXELS;
    for (int i = 0; i < Samples.PIXELS; i++) {
      float pixel = pixels[first + i];
      if (pixel != 0) { // half of all pixels are paper
        FloatArrays.addScaled(pixel, parameters, i * hiddenUnits, hidden, 0, hiddenUnits);
      }
    }
    for (int i = 0; i < hiddenUnits; i++) {
      hidden[i] = Math.max(0, hidden[i]);
    }
  }

  /** Computes the scores of the classes from the hidden activations. */
  void activateOutput(float[] hidden, float[] scores) {
    System.arraycopy(parameters, outputBiases(), scores, 0, Samples.CLASSES);
    int row = outputWeights();
    for (int i = 0; i < hiddenUnits; i++) {
      if (hidden[i] != 0) {
        FloatArrays.addScaled(hidden[i], parameters, row, scores, 0, Samples.CLASSES);
      }
      row += Samples.CLASSES;
    }
  }

  /** What the network takes one digit for. */
  Prediction predict(Samples samples, int index) {
    float[] hidden = new float[hiddenUnits];
    float[] scores = new float[Samples.CLASSES];
    activateHidden(samples, index, hidden);
    activateOutput(hidden, scores);
    Softmax.toProbabilities(scores);
    int digit = FloatArrays.indexOfLargest(scores);
    return new Prediction(digit, scores[digit]);
  }

  /** Measures the network on digits, without dropout. */
  Evaluation evaluate(Samples samples) {
    float[] hidden = new float[hiddenUnits];
    float[] scores = new float[Samples.CLASSES];
    Evaluation.Tally tally = new Evaluation.Tally();
    for (int i = 0; i < samples.count(); i++) {
      activateHidden(samples, i, hidden);
      activateOutput(hidden, scores);
      Softmax.toProbabilities(scores);
      tally.add(scores, samples.label(i));
    }
    return tally.result();
  }

  /**
   * A guess.
   *
   * @param digit the class
   * @param confidence its probability
   */
  record Prediction(int digit, double confidence) {}
}
