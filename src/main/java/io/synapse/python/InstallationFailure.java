package io.synapse.python;

import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;

/** Says why an environment could not be made, and what to do about it. */
final class InstallationFailure {

  private static final List<String> FULL = List.of("No space left on device", "quota exceeded");
  private static final List<String> NO_VENV =
      List.of("No module named venv", "No module named ensurepip", "ensurepip is ");

  private static final String FREE_SPACE =
      "the disk is full; free some space there or where temporary files go (TMPDIR), or choose a"
          + " store on another disk with --store";
  private static final String OWN_ENVIRONMENT =
      "make an environment yourself and name it with \"python\" in the job file or with --python";

  private InstallationFailure() {}

  /** {@code venv} ended with a failure. */
  static OperationFailedException ofVenv(
      Interpreter base, BasePython facts, Path place, OutputTail output) {
    String what =
        "no virtual environment can be made at %s with %s -m venv: "
            .formatted(place, base.executable());
    if (output.mentions(FULL)) {
      return new OperationFailedException(what + FREE_SPACE);
    }
    if (output.mentions(NO_VENV)) {
      String minor = facts.version().replaceFirst("^(\\d+\\.\\d+).*", "$1");
      return new OperationFailedException(
          what
              + "this Python comes without venv or ensurepip; install them (Debian, Ubuntu: apt"
              + " install python3-venv, or python%s-venv), or %s"
                  .formatted(minor, OWN_ENVIRONMENT));
    }
    return new OperationFailedException(what + "instead, " + OWN_ENVIRONMENT + output.quoted());
  }

  /** pip ended with a failure. */
  static OperationFailedException ofPip(
      Interpreter base, Path requirements, Path place, OutputTail output) {
    String what = "what %s asks for cannot be installed at %s: ".formatted(requirements, place);
    if (output.mentions(FULL)) {
      return new OperationFailedException(what + FREE_SPACE);
    }
    return new OperationFailedException(
        what
            + "pip install -r %s failed in a new environment of %s; correct the file, or %s. pip's last words"
                .formatted(requirements.getFileName(), base.executable(), OWN_ENVIRONMENT)
            + output.quoted());
  }

  /** A file or a program failed. */
  static OperationFailedException of(Path place, IOException cause) {
    if (cause instanceof InterruptedIOException) {
      return new OperationFailedException(
          "installing was interrupted, and nothing of it is used; start again to install anew",
          cause);
    }
    String text = String.valueOf(cause.getMessage());
    String reason =
        FULL.stream().anyMatch(text::contains)
            ? FREE_SPACE
            : cause + "; change that, or choose another store with --store";
    return new OperationFailedException(
        "no virtual environment can be made at %s: %s".formatted(place, reason), cause);
  }
}
