package digits;

import io.synapse.api.Hyperparameters;

/**
 * The hyperparameters of one training, checked. The bounds and defaults are those that {@code
 * hyperparameters.schema.json} publishes.
 *
 * @param epochs passes over the training digits in total, those before the checkpoint included
 * @param batchSize digits per step of the optimiser
 * @param learningRate length of a step
 * @param optimizer the rule that turns gradients into steps
 * @param weightDecay how strongly weights shrink: each step takes {@code learningRate ×
 *     weightDecay} of every weight away, apart from the gradient and alike for every optimiser
 *     (decoupled weight decay, Loshchilov and Hutter 2019). Biases do not shrink.
 * @param hiddenUnits width of the hidden layer
 * @param dropoutRate share of hidden units that sit out for a digit while training
 */
record Settings(
    int epochs,
    int batchSize,
    double learningRate,
    OptimizerKind optimizer,
    double weightDecay,
    int hiddenUnits,
    double dropoutRate) {

  private static final int MOST_EPOCHS = 100_000;
  private static final int LARGEST_BATCH = 4096;
  private static final int MOST_HIDDEN_UNITS = 4096;

  Settings {
    requireBetween("epochs", epochs, 1, MOST_EPOCHS);
    requireBetween("batch_size", batchSize, 1, LARGEST_BATCH);
    require(learningRate > 0, "learning_rate", "above 0", learningRate);
    require(weightDecay >= 0, "weight_decay", "0 or more", weightDecay);
    requireBetween("hidden_units", hiddenUnits, 1, MOST_HIDDEN_UNITS);
    require(
        dropoutRate >= 0 && dropoutRate < 1, "dropout_rate", "at least 0 and below 1", dropoutRate);
  }

  /**
   * Reads the settings of a job, with defaults for what it leaves out.
   *
   * @throws IllegalArgumentException when a value has the wrong type or is out of bounds; the
   *     message names the hyperparameter, the rule and the value
   */
  static Settings from(Hyperparameters values) {
    return new Settings(
        values.getInt("epochs", 30),
        values.getInt("batch_size", 32),
        values.getDouble("learning_rate", 0.002),
        OptimizerKind.named(values.getString("optimizer", "adam")),
        values.getDouble("weight_decay", 0.01),
        values.getInt("hidden_units", 128),
        values.getDouble("dropout_rate", 0.3));
  }

  private static void requireBetween(String name, int value, int least, int most) {
    require(
        value >= least && value <= most, name, "an integer from " + least + " to " + most, value);
  }

  private static void require(boolean satisfied, String name, String rule, Number value) {
    if (!satisfied) {
      throw new IllegalArgumentException(
          "hyperparameter '" + name + "' must be " + rule + ", and is " + value);
    }
  }
}
