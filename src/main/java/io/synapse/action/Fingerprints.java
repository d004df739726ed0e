package io.synapse.action;

import io.synapse.action.Resumption.ResumeWish;
import io.synapse.problem.InvalidInputException;
import java.nio.file.Path;

/** Compares what a run was started with and what is there now. */
final class Fingerprints {

  private static final int SHOWN = 12;

  private Fingerprints() {}

  /** What is there now. */
  record Found(Path path, String fingerprint) {}

  /**
   * Refuses a change.
   *
   * @param what is compared, for a person
   * @param before the fingerprint that the run recorded; empty text when it recorded none
   * @throws InvalidInputException when it has changed, unless that is wished
   */
  static void check(String what, Found now, String before, ResumeWish wish) {
    if (before.isEmpty() || before.equals(now.fingerprint()) || wish.force()) {
      return;
    }
    throw new InvalidInputException(
        "the %s %s has changed since the run was started: its fingerprint was %s and is %s; bring back the old one, or go on all the same with --force"
            .formatted(what, now.path(), cut(before), cut(now.fingerprint())));
  }

  private static String cut(String fingerprint) {
    return fingerprint.length() <= SHOWN ? fingerprint : fingerprint.substring(0, SHOWN) + "…";
  }
}
