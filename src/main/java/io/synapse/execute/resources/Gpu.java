package io.synapse.execute.resources;

import java.math.BigDecimal;

/**
 * A device that trials may use.
 *
 * @param id as {@code CUDA_VISIBLE_DEVICES} names it: an index or a UUID
 * @param offered how much of it, above 0 and at most 1
 */
public record Gpu(String id, BigDecimal offered) {

  /** A whole device. */
  static Gpu whole(String id) {
    return new Gpu(id, BigDecimal.ONE);
  }
}
