package io.synapse.search;

class BayesOptQualityTest extends QualityContract {

  @Override
  String algorithm() {
    return "bayesoptsearch";
  }
}
