package io.synapse.search;

class HyperoptSearchTest extends ModelBasedContract {

  @Override
  String algorithm() {
    return "hyperoptsearch";
  }
}
