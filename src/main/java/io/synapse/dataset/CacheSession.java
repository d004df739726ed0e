package io.synapse.dataset;

import io.synapse.dataset.FingerprintCache.FileStamp;
import io.synapse.files.Sha256;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the old cache and writes the new one side by side. Both are in the order of the names, so
 * that neither has to be in memory.
 */
final class CacheSession implements FingerprintCache.Session {

  /**
   * A file modified this shortly before it was read is not remembered: another change within the
   * same tick of the file system's clock would not show in its time.
   */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final Logger LOG = LoggerFactory.getLogger(CacheSession.class);

  private final Path file;
  private final CacheReader old;
  private final long rememberedUntil;
  private Path temporary;
  private Writer writer;

  private CacheSession(Path file, Path dataset) {
    this.file = file;
    this.old = CacheReader.open(file, dataset);
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    this.rememberedUntil = now - FRESH_NANOS;
  }

  static CacheSession open(Path file, Path dataset) {
    CacheSession session = new CacheSession(file, dataset);
    session.startWriting(dataset);
    return session;
  }

  private void startWriting(Path dataset) {
    try {
      temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
      writer = Files.newBufferedWriter(temporary, StandardOpenOption.CREATE_NEW);
      writer.write(CacheLine.header(dataset) + "\n");
    } catch (IOException e) {
      giveUp(e);
    }
  }

  @Override
  public String lookUp(String name, FileStamp stamp) {
    return old.lookUp(name, stamp);
  }

  @Override
  public void record(String name, FileStamp stamp, String digest) {
    if (writer == null || stamp.modified() > rememberedUntil) {
      return;
    }
    try {
      writer.write(new CacheLine(name, stamp, digest).text() + "\n");
    } catch (IOException e) {
      giveUp(e);
    }
  }

  @Override
  public void keep() {
    if (writer == null) {
      return;
    }
    try {
      writer.close();
      old.close();
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
      writer = null;
    } catch (IOException e) {
      giveUp(e);
    }
  }

  @Override
  public void close() {
    old.close();
    discard();
  }

  private void giveUp(IOException reason) {
    LOG.warn("Digests are not remembered, so the next run reads all files again: {}", reason);
    discard();
  }

  private void discard() {
    try {
      if (writer != null) {
        writer.close();
        writer = null;
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      LOG.warn("The temporary file {} is left over: {}", temporary, e.toString());
    }
  }

  /** Goes through a cache file once. Whatever is wrong with the file ends it early. */
  static final class CacheReader implements AutoCloseable {

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

  /**
   * One line of a cache file: digest, size, time, name. Only line ends and backslashes in names are
   * escaped.
   */
  record CacheLine(String name, FileStamp stamp, String digest) {

    private static final String FORMAT = "synapse-fingerprints 1 ";
    private static final int FIELDS = 4;

    static String header(Path dataset) {
      return FORMAT + escape(dataset.toString());
    }

    String text() {
      return digest + " " + stamp.size() + " " + stamp.modified() + " " + escape(name);
    }

    /** Empty when the line is damaged. */
    static Optional<CacheLine> parse(String text) {
      String[] fields = text.split(" ", FIELDS);
      if (fields.length < FIELDS || fields[0].length() != Sha256.DIGITS) {
        return Optional.empty();
      }
      try {
        HexFormat.of().parseHex(fields[0]);
        FileStamp stamp = new FileStamp(Long.parseLong(fields[1]), Long.parseLong(fields[2]));
        return Optional.of(new CacheLine(unescape(fields[3]), stamp, fields[0]));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }

    private static String escape(String text) {
      return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    }

    private static String unescape(String text) {
      if (text.indexOf('\\') < 0) {
        return text;
      }
      StringBuilder plain = new StringBuilder();
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        boolean escaped = c == '\\' && i + 1 < text.length();
        plain.append(escaped ? escapedBy(text.charAt(++i)) : c);
      }
      return plain.toString();
    }

    private static char escapedBy(char code) {
      return switch (code) {
        case 'n' -> '\n';
        case 'r' -> '\r';
        default -> code;
      };
    }
  }
}
