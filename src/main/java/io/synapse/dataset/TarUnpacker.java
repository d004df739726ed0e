package io.synapse.dataset;

import io.synapse.problem.InvalidInputException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/** Unpacks a tar archive. */
final class TarUnpacker {

  /** A tar archive as it is. */
  static final Decompression PLAIN = in -> in;

  /** One packed with gzip, several members one after the other included. */
  static final Decompression GZIP =
      in ->
          GzipCompressorInputStream.builder()
              .setInputStream(in)
              .setDecompressConcatenated(true)
              .get();

  private static final int BUFFER_BYTES = 1 << 16;

  private final FileChannel channel;
  private final StagedFiles files;
  private final ProgressMeter meter;

  private TarUnpacker(FileChannel channel, StagedFiles files, ProgressMeter meter) {
    this.channel = channel;
    this.files = files;
    this.meter = meter;
  }

  /** How the archive's bytes become those of a tar file. */
  @FunctionalInterface
  interface Decompression {

    InputStream open(InputStream packed) throws IOException;
  }

  static void unpack(
      Path archive, Decompression decompression, StagedFiles files, ByteProgress progress)
      throws IOException {
    try (FileChannel channel = FileChannel.open(archive)) {
      ProgressMeter meter = new ProgressMeter(channel.size(), progress);
      new TarUnpacker(channel, files, meter).unpack(decompression);
      meter.finish();
    }
  }

  private void unpack(Decompression decompression) throws IOException {
    InputStream packed = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
    try (InputStream plain = open(decompression, packed);
        TarArchiveInputStream tar = new TarArchiveInputStream(plain)) {
      for (TarArchiveEntry entry = next(tar); entry != null; entry = next(tar)) {
        unpack(entry, tar);
      }
      readToTheEnd(plain);
    }
  }

  private InputStream open(Decompression decompression, InputStream packed) {
    try {
      return SourceStream.ofArchive(decompression.open(packed), damaged());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private TarArchiveEntry next(TarArchiveInputStream tar) {
    try {
      TarArchiveEntry entry = tar.getNextEntry();
      if (entry != null && !entry.isCheckSumOK()) {
        throw new InvalidInputException(damaged() + ": a header's checksum is wrong; get it anew");
      }
      return entry;
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private void unpack(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
    Optional<String> name = ArchiveEntryName.clean(entry.getName(), files.source());
    if (name.isEmpty()) {
      return;
    }
    if (entry.isDirectory()) {
      files.makeFolder(name.get());
    } else if (entry.isLink() || entry.isSymbolicLink()) {
      files.link(name.get(), target(entry, name.get()));
    } else if (entry.isFile() && tar.canReadEntryData(entry) && isPlain(entry)) {
      InputStream content = SourceStream.ofArchive(tar, damaged());
      files.write(name.get(), content, piece -> meter.moveTo(position()));
    } else {
      throw new InvalidInputException(
          "the archive "
              + files.source()
              + " holds '"
              + entry.getName()
              + "', a device, pipe or sparse file; make the archive anew without it");
    }
  }

  /** The library's {@code isFile} is true for everything that it does not know. */
  private static boolean isPlain(TarArchiveEntry entry) {
    return !entry.isBlockDevice() && !entry.isCharacterDevice() && !entry.isFIFO();
  }

  private String target(TarArchiveEntry entry, String name) {
    if (entry.isSymbolicLink()) {
      return ArchiveEntryName.ofSymbolicLink(name, entry.getLinkName(), files.source());
    }
    return ArchiveEntryName.clean(entry.getLinkName(), files.source()).orElse("");
  }

  private long position() {
    try {
      return channel.position();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Reads the padding, so that a checksum at the end is verified. */
  private static void readToTheEnd(InputStream plain) throws IOException {
    byte[] rest = new byte[BUFFER_BYTES];
    int read = plain.read(rest);
    while (read >= 0) {
      read = plain.read(rest);
    }
  }

  private InvalidInputException unreadable(Exception failure) {
    return new InvalidInputException(
        damaged() + ": " + DiskFailure.describeReading(failure) + "; get it anew");
  }

  private String damaged() {
    return "the archive " + files.source() + " is damaged or of another kind";
  }
}
