package io.synapse.cli;

import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.io.OutputStream;

/** Prints a log as it is, for other programs and files. */
final class RawLogOutput implements LogOutput {

  private final OutputStream output;

  /**
   * An output.
   *
   * @param output this process' standard output, without a buffer
   */
  RawLogOutput(OutputStream output) {
    this.output = output;
  }

  @Override
  public boolean write(byte[] bytes, int length) {
    try {
      output.write(bytes, 0, length);
      return true;
    } catch (IOException e) {
      if (StandardOutput.isPipe()) {
        return false;
      }
      throw new OperationFailedException(
          "standard output cannot be written to: %s; the log did not go there whole"
              .formatted(e.getMessage()),
          e);
    }
  }

  @Override
  public void end() {
    // Every piece is written already.
  }
}
