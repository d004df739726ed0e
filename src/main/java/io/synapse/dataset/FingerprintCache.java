package io.synapse.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Remembers the digests of a data set's files, so that the next run reads changed files only. A
 * file counts as unchanged when its size and modification time are the same. One cache file serves
 * one data set; a cache that is damaged, of another data set or cannot be written is as good as
 * none, and never an error.
 */
public final class FingerprintCache {

  /** Remembers nothing. */
  public static final FingerprintCache NONE = new FingerprintCache(Optional.empty());

  private final Optional<Path> file;

  private FingerprintCache(Optional<Path> file) {
    this.file = file;
  }

  /**
   * A cache kept in a file, which is made or replaced by an atomic rename when a fingerprint is
   * done.
   *
   * @param file its path; its folder exists
   */
  public static FingerprintCache at(Path file) {
    return new FingerprintCache(Optional.of(file));
  }

  Session open(Path dataset) {
    return file.<Session>map(path -> CacheSession.open(path, dataset)).orElseGet(NoSession::new);
  }

  /** One pass over the files of a data set, in their order. */
  interface Session extends AutoCloseable {

    /** The digest of a file, or null when it has to be read. Names come in ascending order. */
    String lookUp(String name, FileStamp stamp);

    /** Remembers a digest. */
    void record(String name, FileStamp stamp, String digest);

    /** Puts what was recorded in the place of the old cache. */
    void keep();

    @Override
    void close();
  }

  private static final class NoSession implements Session {

    @Override
    public String lookUp(String name, FileStamp stamp) {
      return null;
    }

    @Override
    public void record(String name, FileStamp stamp, String digest) {}

    @Override
    public void keep() {}

    @Override
    public void close() {}
  }

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
}
