package io.synapse.dataset;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Writes archives, honest and hostile ones, for the tests of imports. */
final class ArchiveFiles {

  /** What stands for a symbolic link's target in the content of an entry. */
  static final String LINK = "link:";

  private ArchiveFiles() {}

  /** A zip with these files; a name that ends in a slash is a folder. */
  static Path zip(Path file, Map<String, String> entries) throws IOException {
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(file)) {
      for (Map.Entry<String, String> it : entries.entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(it.getKey());
        boolean link = it.getValue().startsWith(LINK);
        if (link) {
          entry.setUnixMode(UnixStat.LINK_FLAG | UnixStat.DEFAULT_LINK_PERM);
        }
        out.putArchiveEntry(entry);
        out.write(bytes(link ? it.getValue().substring(LINK.length()) : it.getValue()));
        out.closeArchiveEntry();
      }
    }
    return file;
  }

  static Path tar(Path file, Map<String, String> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      writeTar(out, entries);
    }
    return file;
  }

  static Path tarGzip(Path file, Map<String, String> entries) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      writeTar(out, entries);
    }
    return file;
  }

  /** A tar with one entry of a kind, such as {@link TarConstants#LF_CHR}. */
  static Path tarWith(Path file, String name, byte kind, String linkTarget) throws IOException {
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(Files.newOutputStream(file))) {
      put(out, new TarArchiveEntry("real.txt"), "real");
      TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
      entry.setLinkName(linkTarget);
      out.putArchiveEntry(entry);
      out.closeArchiveEntry();
    }
    return file;
  }

  private static void writeTar(OutputStream stream, Map<String, String> entries)
      throws IOException {
    try (TarArchiveOutputStream out = new TarArchiveOutputStream(stream)) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Map.Entry<String, String> it : entries.entrySet()) {
        if (it.getValue().startsWith(LINK)) {
          TarArchiveEntry entry = new TarArchiveEntry(it.getKey(), TarConstants.LF_SYMLINK, true);
          entry.setLinkName(it.getValue().substring(LINK.length()));
          out.putArchiveEntry(entry);
          out.closeArchiveEntry();
        } else {
          put(out, new TarArchiveEntry(it.getKey(), true), it.getValue());
        }
      }
    }
  }

  private static void put(TarArchiveOutputStream out, TarArchiveEntry entry, String content)
      throws IOException {
    byte[] bytes = bytes(content);
    entry.setSize(entry.isDirectory() ? 0 : bytes.length);
    out.putArchiveEntry(entry);
    if (!entry.isDirectory()) {
      out.write(bytes);
    }
    out.closeArchiveEntry();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
