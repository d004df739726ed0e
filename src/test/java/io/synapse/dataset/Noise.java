package io.synapse.dataset;

import java.util.Random;

/** Text that hardly compresses. */
final class Noise {

  private Noise() {}

  static String text(int length) {
    StringBuilder text = new StringBuilder(length);
    new Random(7).ints(length, ' ', '~').forEach(c -> text.append((char) c));
    return text.toString();
  }
}
