package io.synapse.search;

class OptunaSearchTest extends ModelBasedContract {

  @Override
  String algorithm() {
    return "optunasearch";
  }
}
