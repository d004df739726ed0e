package io.synapse.dataset;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.UnixStat;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** Unpacks a zip archive. */
final class ZipUnpacker {

  private final ZipFile zip;
  private final StagedFiles files;
  private final ProgressMeter meter;

  private ZipUnpacker(ZipFile zip, StagedFiles files, ProgressMeter meter) {
    this.zip = zip;
    this.files = files;
    this.meter = meter;
  }

  static void unpack(Path archive, StagedFiles files, ByteProgress progress) throws IOException {
    try (ZipFile zip = open(archive)) {
      List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
      long total = entries.stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
      files.quota().announce(total);
      ZipUnpacker unpacker = new ZipUnpacker(zip, files, new ProgressMeter(total, progress));
      for (ZipArchiveEntry entry : entries) {
        unpacker.unpack(entry);
      }
      unpacker.meter.finish();
    }
  }

  private static ZipFile open(Path archive) {
    try {
      return ZipFile.builder().setPath(archive).get();
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          "the archive "
              + archive
              + " is no zip file, or is damaged: "
              + DiskFailure.describeReading(e)
              + "; get it anew");
    }
  }

  private void unpack(ZipArchiveEntry entry) throws IOException {
    Optional<String> name = ArchiveEntryName.clean(entry.getName(), files.source());
    if (name.isEmpty()) {
      return;
    }
    if (entry.isDirectory()) {
      files.makeFolder(name.get());
      return;
    }
    checkReadable(entry);
    if (entry.isUnixSymlink()) {
      String target = zip.getUnixSymlink(entry);
      files.link(name.get(), ArchiveEntryName.ofSymbolicLink(name.get(), target, files.source()));
    } else {
      write(name.get(), entry);
    }
  }

  private void checkReadable(ZipArchiveEntry entry) {
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw refuse(entry, "is encrypted; unpack the archive with its password and add the folder");
    }
    if (!zip.canReadEntryData(entry)) {
      ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
      throw refuse(entry, "is packed with " + method + "; pack it with deflate");
    }
    int type = entry.getUnixMode() & UnixStat.FILE_TYPE_FLAG;
    if (type != 0 && type != UnixStat.FILE_FLAG && type != UnixStat.LINK_FLAG) {
      throw refuse(entry, "is a device or pipe; make the archive anew without it");
    }
  }

  private void write(String name, ZipArchiveEntry entry) throws IOException {
    String problem = "the archive " + files.source() + " is damaged at '" + entry.getName() + "'";
    CRC32 checksum = new CRC32();
    try (InputStream raw = zip.getInputStream(entry);
        InputStream checked =
            new CheckedInputStream(SourceStream.ofArchive(raw, problem), checksum)) {
      files.write(name, checked, meter::advance);
    }
    if (checksum.getValue() != entry.getCrc()) {
      throw new InvalidInputException(problem + ": its checksum is wrong; get it anew");
    }
  }

  private InvalidInputException refuse(ZipArchiveEntry entry, String why) {
    return new InvalidInputException(
        "the archive " + files.source() + ": '" + entry.getName() + "' " + why);
  }
}
