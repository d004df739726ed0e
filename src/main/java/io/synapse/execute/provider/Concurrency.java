package io.synapse.execute.provider;

import io.synapse.execute.resources.GpuPool;
import io.synapse.problem.InvalidInputException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How many trials run in parallel.
 *
 * @param slots the number, at least 1
 * @param reason which limit set it, for people
 */
public record Concurrency(int slots, String reason) {

  /** Checks the number. */
  public Concurrency {
    if (slots < 1) {
      throw new InvalidInputException(
          "at least one trial has to run at a time; " + reason + " leaves none");
    }
  }

  /** The smaller of this and a limit with a name. */
  public Concurrency or(OptionalInt limit, String name) {
    return limit.isPresent()
        ? or(Optional.of(new Concurrency(limit.getAsInt(), name + " " + limit.getAsInt())))
        : this;
  }

  /** The smaller of this and a limit. */
  Concurrency or(Optional<Concurrency> limit) {
    return limit.filter(other -> other.slots() < slots).orElse(this);
  }

  static void refuseUnshareable(double each) {
    if (!GpuPool.isShareable(each)) {
      throw new InvalidInputException(
          "params.num_gpus",
          "a trial gets a part of one device or a whole number of them, not %s; write %s or %s"
              .formatted(plain(each), plain(Math.floor(each)), plain(Math.ceil(each))));
    }
  }

  static String plain(double number) {
    return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
  }
}
