package io.synapse.dataset;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Goes through a cache file once. Whatever is wrong with the file ends it early. */
final class CacheReader implements AutoCloseable {

  private final BufferedReader reader;
  private CacheLine next;

  private CacheReader(BufferedReader reader) {
    this.reader = reader;
  }

  /** The digests remembered for a data set; none when the file is of another one, or damaged. */
  static CacheReader open(Path file, Path dataset) {
    BufferedReader reader = null;
    try {
      if (Files.isRegularFile(file)) {
        reader = Files.newBufferedReader(file);
      }
      CacheReader opened = new CacheReader(reader);
      if (reader != null && CacheLine.header(dataset).equals(reader.readLine())) {
        opened.readNext();
      }
      return opened;
    } catch (IOException e) {
      return new CacheReader(reader);
    }
  }

  /** The digest remembered under a name and stamp, or null. Names come in ascending order. */
  String lookUp(String name, FileStamp stamp) {
    while (next != null && next.name().compareTo(name) < 0) {
      readNext();
    }
    boolean same = next != null && next.name().equals(name) && next.stamp().equals(stamp);
    return same ? next.digest() : null;
  }

  private void readNext() {
    try {
      String line = reader.readLine();
      next = line == null ? null : CacheLine.parse(line).orElse(null);
    } catch (IOException e) {
      next = null;
    }
  }

  @Override
  public void close() {
    next = null;
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      // It was only read from: nothing is lost.
    }
  }
}
