package io.synapse.execute.ray;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.EnumSet;
import java.util.function.Predicate;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip of files, the same to the last bit whenever its content is the same: Ray knows by that what
 * the nodes have already.
 */
final class BundleZip implements Closeable {

  private static final FileTime NO_TIME = FileTime.fromMillis(315_532_800_000L);

  private final ZipOutputStream zip;
  private long bytes;

  /** Writes to a stream, which is closed with this. */
  BundleZip(OutputStream stream) {
    this.zip = new ZipOutputStream(stream);
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /** How much was put in, before it was compressed. */
  long bytes() {
    return bytes;
  }

  /** Puts one file in. */
  void file(String name, Path file) throws IOException {
    begin(name);
    bytes += Files.copy(file, zip);
    zip.closeEntry();
  }

  /** Puts a text in. */
  void text(String name, byte[] content) throws IOException {
    begin(name);
    zip.write(content);
    bytes += content.length;
    zip.closeEntry();
  }

  private void begin(String name) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setLastModifiedTime(NO_TIME);
    zip.putNextEntry(entry);
  }

  /**
   * Puts a folder in, with what its links mean.
   *
   * @param wanted which of its files and folders
   */
  void folder(String name, Path folder, Predicate<Path> wanted) throws IOException {
    Files.walkFileTree(
        folder,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path inner, BasicFileAttributes attributes) {
            boolean enter = inner.equals(folder) || wanted.test(inner);
            return enter ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && wanted.test(file)) {
              file(name + "/" + folder.relativize(file), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
