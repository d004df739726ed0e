package io.synapse.search;

class AxSearchTest extends ModelBasedContract {

  @Override
  String algorithm() {
    return "axsearch";
  }
}
