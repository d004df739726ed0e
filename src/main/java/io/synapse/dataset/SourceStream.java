package io.synapse.dataset;

import io.synapse.problem.InvalidInputException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;

/** Tells errors of the source from errors of the disk that is written to. */
final class SourceStream extends FilterInputStream {

  private final String problem;
  private final String remedy;

  private SourceStream(InputStream in, String problem, String remedy) {
    super(in);
    this.problem = problem;
    this.remedy = remedy;
  }

  /** A file that is copied. */
  static SourceStream ofFile(InputStream in, Path file) {
    return new SourceStream(in, "cannot read " + file, "");
  }

  /** A part of an archive; the problem says which, for the message should it be damaged. */
  static SourceStream ofArchive(InputStream in, String problem) {
    return new SourceStream(in, problem, "; get it anew");
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
      throw new InvalidInputException(problem + ": " + DiskFailure.describeReading(e) + remedy);
    }
  }

  @FunctionalInterface
  private interface Read {

    int run() throws IOException;
  }
}
