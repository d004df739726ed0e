package io.synapse.dataset;

import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;

/** Writes the entries of an archive, or the files of a folder, into the staging folder. */
final class StagedFiles {

  private static final int BUFFER_BYTES = 1 << 20;
  private static final int MOST_LINKS_IN_A_ROW = 40;

  private final Path source;
  private final Path folder;
  private final ImportQuota quota;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final Map<String, String> links = new LinkedHashMap<>();
  private Path lastFolder;

  StagedFiles(Path source, Path folder, ImportQuota quota) {
    this.source = source;
    this.folder = folder;
    this.quota = quota;
  }

  /** The archive that the entries come from. */
  Path source() {
    return source;
  }

  /** What counts the bytes. */
  ImportQuota quota() {
    return quota;
  }

  /** Makes a folder. */
  void makeFolder(String name) throws IOException {
    quota.chargeEntry();
    makeFolders(resolve(name), name);
  }

  /**
   * Writes a file.
   *
   * @param name its clean relative name
   * @param content read to its end, not closed
   * @param progress told the size of each piece after it is written
   */
  void write(String name, InputStream content, LongConsumer progress) throws IOException {
    quota.chargeEntry();
    Path file = resolve(name);
    makeFolders(file.getParent(), name);
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      pump(content, out, progress);
    } catch (FileAlreadyExistsException e) {
      throw twice(name);
    }
  }

  /** Copies a file from elsewhere. */
  void copy(String name, Path from, LongConsumer progress) throws IOException {
    try (InputStream in = SourceStream.ofFile(Files.newInputStream(from), from)) {
      write(name, in, progress);
    }
  }

  /** Notes a link, to be turned into a copy of its target when every file is there. */
  void link(String name, String target) {
    quota.chargeEntry();
    if (links.put(name, target) != null) {
      throw twice(name);
    }
  }

  /** Turns links into copies. */
  void finish() throws IOException {
    for (String name : links.keySet()) {
      Path target = resolve(linkEnd(name));
      if (!Files.isRegularFile(target)) {
        throw new InvalidInputException(
            "the archive "
                + source
                + " holds the link '"
                + name
                + "' to '"
                + links.get(name)
                + "', which is no file in it; put the file in its place");
      }
      copy(name, target, piece -> {});
    }
  }

  private String linkEnd(String name) {
    String end = name;
    for (int i = 0; i < MOST_LINKS_IN_A_ROW && links.containsKey(end); i++) {
      end = links.get(end);
    }
    return end;
  }

  private void pump(InputStream in, OutputStream out, LongConsumer progress) throws IOException {
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      quota.chargeBytes(read);
      out.write(buffer, 0, read);
      progress.accept(read);
    }
  }

  private void makeFolders(Path wanted, String entry) throws IOException {
    if (wanted.equals(lastFolder)) {
      return;
    }
    try {
      Files.createDirectories(wanted);
      lastFolder = wanted;
    } catch (FileAlreadyExistsException e) {
      throw twice(entry);
    }
  }

  private Path resolve(String name) {
    try {
      Path path = folder.resolve(name).normalize();
      if (path.startsWith(folder)) {
        return path;
      }
      throw new InvalidInputException(source + " holds '" + name + "', which leads outside");
    } catch (InvalidPathException e) {
      throw new InvalidInputException(
          source
              + " holds '"
              + name
              + "', which cannot be a file name here: "
              + e.getReason()
              + "; rename it, or set a UTF-8 locale (LC_ALL=C.UTF-8)");
    }
  }

  private InvalidInputException twice(String name) {
    return new InvalidInputException(
        "the archive "
            + source
            + " holds '"
            + name
            + "' twice, or as a file and a folder; make the archive anew");
  }
}
