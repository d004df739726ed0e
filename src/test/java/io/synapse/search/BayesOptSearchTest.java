package io.synapse.search;

class BayesOptSearchTest extends ModelBasedContract {

  @Override
  String algorithm() {
    return "bayesoptsearch";
  }
}
