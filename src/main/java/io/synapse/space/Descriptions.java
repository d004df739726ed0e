package io.synapse.space;

import java.util.Optional;

/** How distributions present their parameters to people. */
final class Descriptions {

  private Descriptions() {}

  static String ofRange(String type, String min, String max, Scale scale, Optional<Step> step) {
    String base = scale instanceof Scale.Log log ? " base " + Decimals.text(log.base()) : "";
    return type + " " + min + ".." + max + base + step.map(found -> " " + found).orElse("");
  }
}
