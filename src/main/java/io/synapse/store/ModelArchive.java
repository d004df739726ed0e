package io.synapse.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * A model as a zip archive that is the same to the last bit when the model is: files in the order
 * of their names, with the time of the model. Names are UTF-8, executables stay so, and a file may
 * be larger than 4 GB.
 */
final class ModelArchive {

  private static final int FILE = 0100644;
  private static final int EXECUTABLE = 0100755;

  private final ModelContent content;
  private final ModelDocuments documents;

  ModelArchive(ModelContent content, ModelDocuments documents) {
    this.content = content;
    this.documents = documents;
  }

  /** Writes the archive; the file must not be there. */
  void writeTo(Path file) throws IOException {
    // Into a file that can be sought, sizes beyond 4 GB are written only where they occur.
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
      zip.setEncoding("UTF-8");
      zip.setUseZip64(Zip64Mode.AsNeeded);
      for (Map.Entry<String, byte[]> document : documents.contents().entrySet()) {
        add(zip, document.getKey(), FILE, output -> output.write(document.getValue()));
      }
      for (ModelFile saved : content.files()) {
        int mode = content.isExecutable(saved) ? EXECUTABLE : FILE;
        add(zip, saved.name(), mode, output -> content.copy(saved, output));
      }
    }
  }

  @FunctionalInterface
  private interface Writing {
    void to(OutputStream output) throws IOException;
  }

  private void add(ZipArchiveOutputStream zip, String name, int mode, Writing writing)
      throws IOException {
    ZipArchiveEntry entry = new ZipArchiveEntry(name);
    entry.setTimeLocal(time(content.model().time()));
    entry.setUnixMode(mode);
    zip.putArchiveEntry(entry);
    writing.to(zip);
    zip.closeArchiveEntry();
  }

  /** Zip has local times of an unknown zone; everybody's is the same here. */
  private static LocalDateTime time(Instant instant) {
    return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
  }
}
