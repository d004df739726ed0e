package io.synapse.dataset;

import io.synapse.problem.InvalidInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells errors of the source from errors of the disk that is written to. */
final class SourceStream extends FilterInputStream {

  private final String problem;

  SourceStream(InputStream in, String problem) {
    super(in);
    this.problem = problem;
  }

  @Override
  public int read() {
    try {
      return in.read();
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(problem + ": " + e.getMessage());
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    try {
      return in.read(bytes, offset, length);
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(problem + ": " + e.getMessage());
    }
  }
}
