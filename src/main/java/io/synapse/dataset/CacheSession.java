package io.synapse.dataset;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
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
}
