package digits;

/**
 * Everything that changes while training, which is what a checkpoint keeps.
 *
 * @param network the network
 * @param optimizer the optimiser with its memory
 * @param epoch how many epochs it has had
 */
record TrainingState(Network network, Optimizer optimizer, int epoch) {

  /** A state before the first epoch. */
  static TrainingState fresh(Settings settings, RandomSource random) {
    Network network = Network.random(settings.hiddenUnits(), random.forInitialisation());
    Optimizer optimizer = settings.optimizer().create(network.parameters().length);
    return new TrainingState(network, optimizer, 0);
  }

  /** The same network and optimiser, one epoch further. */
  TrainingState afterEpoch() {
    return new TrainingState(network, optimizer, epoch + 1);
  }
}
