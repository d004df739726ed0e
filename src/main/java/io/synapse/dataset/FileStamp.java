package io.synapse.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * By which a change of a file is seen.
 *
 * @param size bytes
 * @param modified nanoseconds since 1970
 */
record FileStamp(long size, long modified) {

  static FileStamp of(Path file) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    long nanos = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    return new FileStamp(attributes.size(), nanos);
  }
}
