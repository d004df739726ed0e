package io.synapse.dataset;

import io.synapse.problem.InvalidInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;

/** Tells errors of the source from errors of the disk that is written to. */
final class SourceStream extends FilterInputStream {

  private final String problem;

  SourceStream(InputStream in, String problem) {
    super(in);
    this.problem = problem;
  }

  @Override
  public int read() {
    return reading(in::read);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    return reading(() -> in.read(bytes, offset, length));
  }

  private int reading(Read read) {
    try {
      return read.run();
    } catch (ClosedByInterruptException e) {
      throw ProgressMeter.interrupted();
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(problem + ": " + e.getMessage());
    }
  }

  @FunctionalInterface
  private interface Read {

    int run() throws IOException;
  }
}
