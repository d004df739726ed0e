package io.synapse.execute.ray;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * By what a node knows that what it sees at a path is the data set: how many files lie there, and
 * how large they are. Links to files count as what they mean, links to folders not at all.
 */
record DatasetFootprint(long files, long bytes) {

  /** That of a file, or of a folder with everything in it. */
  static DatasetFootprint of(Path path) throws IOException {
    Count count = new Count();
    Files.walkFileTree(path.toRealPath(), count);
    return new DatasetFootprint(count.files, count.bytes);
  }

  private static final class Count extends SimpleFileVisitor<Path> {

    private long files;
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (Files.isRegularFile(file)) {
        files++;
        bytes += Files.size(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
