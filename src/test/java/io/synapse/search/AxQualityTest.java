package io.synapse.search;

class AxQualityTest extends QualityContract {

  @Override
  String algorithm() {
    return "axsearch";
  }
}
