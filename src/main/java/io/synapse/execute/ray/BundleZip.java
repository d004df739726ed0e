package io.synapse.execute.ray;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.zip.Deflater;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A zip of files, the same to the last bit whenever its content is the same: Ray knows by that what
 * the nodes have already. Programs stay programs.
 */
final class BundleZip implements Closeable {

  private static final FileTime NO_TIME = FileTime.fromMillis(0);
  private static final int OF_FILE = UnixStat.FILE_FLAG | 0644;
  private static final int OF_PROGRAM = UnixStat.FILE_FLAG | 0755;

  private final ZipArchiveOutputStream zip;

  /** Writes to a stream, which is closed with this. */
  BundleZip(OutputStream stream) {
    this.zip = new ZipArchiveOutputStream(stream);
    zip.setLevel(Deflater.BEST_SPEED);
  }

  /** Puts a text in. */
  void text(String name, byte[] content) throws IOException {
    begin(name, OF_FILE);
    zip.write(content);
    zip.closeArchiveEntry();
  }

  /** Puts files in, in their order. */
  void files(String name, BundleFiles files) throws IOException {
    for (Map.Entry<String, Path> file : files.files().entrySet()) {
      file(name + file.getKey(), file.getValue());
    }
  }

  private void file(String name, Path file) throws IOException {
    begin(name, Files.isExecutable(file) ? OF_PROGRAM : OF_FILE);
    Files.copy(file, zip);
    zip.closeArchiveEntry();
  }

  private void begin(String name, int mode) throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setLastModifiedTime(NO_TIME);
    entry.setUnixMode(mode);
    zip.putArchiveEntry(entry);
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
