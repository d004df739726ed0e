package digits;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** One pass over the training digits, in batches of a random order. */
final class Epoch {

  private final Settings settings;
  private final TrainingState state;
  private final Samples samples;
  private final SplittableRandom random;
  private final Gradient gradient;
  private final float[] hidden;
  private final float[] scores = new float[Samples.CLASSES];
  private final Evaluation.Tally tally = new Evaluation.Tally();

  Epoch(Settings settings, TrainingState state, Samples samples, SplittableRandom random) {
    this.settings = settings;
    this.state = state;
    this.samples = samples;
    this.random = random;
    this.gradient = new Gradient(state.network());
    this.hidden = new float[settings.hiddenUnits()];
  }

  /**
   * Trains. To be called once.
   *
   * @return loss and accuracy as they were while training: with dropout, and with each batch's
   *     parameters
   */
  Evaluation run() {
    int[] order = IntStream.range(0, samples.count()).toArray();
    Shuffle.inPlace(order, random);
    for (int start = 0; start < order.length; start += settings.batchSize()) {
      trainBatch(order, start, Math.min(start + settings.batchSize(), order.length));
    }
    return tally.result();
  }

  private void trainBatch(int[] order, int start, int end) {
    gradient.clear();
    for (int i = start; i < end; i++) {
      addDigit(order[i]);
    }
    float learningRate = (float) settings.learningRate();
    state.network().scaleWeights(1 - learningRate * (float) settings.weightDecay());
    float[] parameters = state.network().parameters();
    state.optimizer().step(parameters, gradient.mean(end - start), learningRate);
  }

  private void addDigit(int index) {
    int label = samples.label(index);
    state.network().activateHidden(samples, index, hidden);
    float scale = dropOut();
    state.network().activateOutput(hidden, scores);
    Softmax.toProbabilities(scores);
    tally.add(scores, label);
    scores[label] -= 1; // the gradient of the cross-entropy by the scores
    gradient.add(samples, index, hidden, scores, scale);
  }

  /** Silences random hidden units, and raises the others so that the layer's mean stays. */
  private float dropOut() {
    if (settings.dropoutRate() == 0) {
      return 1;
    }
    float scale = (float) (1 / (1 - settings.dropoutRate()));
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] *= random.nextDouble() < settings.dropoutRate() ? 0 : scale;
    }
    return scale;
  }
}
