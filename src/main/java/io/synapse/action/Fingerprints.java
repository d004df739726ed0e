package io.synapse.action;

import io.synapse.action.Resumption.ResumeWish;
import io.synapse.problem.InvalidInputException;
import java.nio.file.Path;
import java.util.Optional;

/** Compares what a run was started with and what is there now. */
final class Fingerprints {

  private static final int SHOWN = 12;

  private Fingerprints() {}

  /**
   * What is there now.
   *
   * @param move {@code before -> now} when it lies elsewhere
   */
  record Found(Path path, String fingerprint, Optional<String> move) {

    /** Whether its content is known to be other than it was. */
    boolean isOther(String before) {
      return !before.isEmpty() && !before.equals(fingerprint);
    }
  }

  /**
   * Refuses a change.
   *
   * @param what is compared, for a person
   * @param before the fingerprint that the run recorded; empty text when it recorded none
   * @throws InvalidInputException when it has changed, unless that is wished
   */
  static void check(String what, Found now, String before, ResumeWish wish) {
    if (!now.isOther(before) || wish.force()) {
      return;
    }
    throw new InvalidInputException(
        "the %s %s has changed since the run was started%s: its fingerprint was %s and is %s; bring back the old one, or go on all the same with --force"
            .formatted(
                what,
                now.path(),
                now.move().map(move -> " (" + move + ")").orElse(""),
                cut(before),
                cut(now.fingerprint())));
  }

  private static String cut(String fingerprint) {
    return fingerprint.length() <= SHOWN ? fingerprint : fingerprint.substring(0, SHOWN) + "…";
  }
}
