package io.synapse.store.model;

import io.synapse.files.DiskSpace;
import io.synapse.files.FileTree;
import io.synapse.files.FolderName;
import io.synapse.files.ProcessIdentity;
import io.synapse.files.StorageFailure;
import io.synapse.problem.InvalidInputException;
import io.synapse.store.model.StoredModel.ModelFile;
import io.synapse.store.registry.CrashRecovery;
import io.synapse.store.registry.StagingFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** Copies a model out of the store: into a folder, or into a zip archive. */
final class ModelExport {

  private static final String ARCHIVE = ".zip";

  private final ModelContent content;
  private final ModelDocuments documents;

  ModelExport(StoredModel model, ModelDocuments documents) {
    this.content = new ModelContent(model);
    this.documents = documents;
  }

  /** Whether a path is taken for that of an archive. */
  static boolean isArchive(Path target) {
    String name = String.valueOf(target.getFileName()).toLowerCase(Locale.ROOT);
    return name.endsWith(ARCHIVE) && !Files.isDirectory(target);
  }

  void to(Path target, ModelStore.ExistingFiles existing) {
    boolean archive = isArchive(target);
    if (archive) {
      checkFile(target, existing);
    } else {
      checkFolder(target, existing);
      checkPlaces(target);
    }
    try {
      long size = content.model().size() + documents.size();
      DiskSpace.require("the model", size, target, "name a place on another disk");
      Files.createDirectories(target.getParent());
      UnfinishedExport unfinished = new UnfinishedExport(target);
      unfinished.clearUp();
      Path sibling = unfinished.fresh();
      try {
        if (archive) {
          new ModelArchive(content, documents).writeTo(sibling);
          Files.move(sibling, target, whenThere(existing));
        } else {
          copyAll(sibling);
          moveInto(target, sibling);
        }
      } finally {
        FileTree.delete(sibling);
      }
    } catch (IOException e) {
      throw StorageFailure.of("export the model", target, e);
    }
  }

  /** An atomic rename would replace a file that has appeared meanwhile. */
  private static StandardCopyOption[] whenThere(ModelStore.ExistingFiles existing) {
    return switch (existing) {
      case REFUSE -> new StandardCopyOption[0];
      case REPLACE -> new StandardCopyOption[] {StandardCopyOption.ATOMIC_MOVE};
    };
  }

  private static void checkFile(Path target, ModelStore.ExistingFiles existing) {
    if (Files.exists(target) && existing == ModelStore.ExistingFiles.REFUSE) {
      throw new InvalidInputException(
          "the file "
              + target
              + " exists already; name another one, or let it be replaced with --force");
    }
  }

  private static void checkFolder(Path target, ModelStore.ExistingFiles existing) {
    boolean file = Files.exists(target) && !Files.isDirectory(target);
    if (file || target.getParent() == null) {
      throw new InvalidInputException(
          "a model is exported into a folder of its own, or a file that ends with .zip; "
              + target
              + " cannot be that");
    }
    if (existing == ModelStore.ExistingFiles.REFUSE && isOccupied(target)) {
      throw new InvalidInputException(
          "the folder "
              + target
              + " is not empty; name another one, or let its files be replaced with --force");
    }
  }

  /**
   * Before anything is replaced, so that a failure leaves the folder as it was. A link to a folder
   * would take files elsewhere.
   */
  private void checkPlaces(Path target) {
    for (String name : documents.contents().keySet()) {
      checkPlace(target.resolve(name), target);
    }
    for (ModelFile file : content.files()) {
      checkPlace(content.inside(target, file), target);
    }
  }

  private static void checkPlace(Path file, Path target) {
    if (isFolder(file)) {
      throw inTheWay(file, "a folder where the model has a file");
    }
    for (Path folder = file.getParent(); !folder.equals(target); folder = folder.getParent()) {
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS) && !isFolder(folder)) {
        throw inTheWay(folder, "a file or link where the model has a folder");
      }
    }
  }

  private static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static InvalidInputException inTheWay(Path path, String what) {
    return new InvalidInputException(
        "%s is %s; move it away, or name another folder for the model".formatted(path, what));
  }

  private static boolean isOccupied(Path target) {
    try {
      return Files.isDirectory(target) && !FileTree.isEmpty(target);
    } catch (IOException e) {
      throw StorageFailure.of("export the model", target, e);
    }
  }

  private void copyAll(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var document : documents.contents().entrySet()) {
      Files.write(folder.resolve(document.getKey()), document.getValue());
    }
    for (ModelFile file : content.files()) {
      Path to = content.inside(folder, file);
      Files.createDirectories(to.getParent());
      try (OutputStream output = Files.newOutputStream(to)) {
        content.copy(file, output);
      }
      if (content.isExecutable(file)) {
        to.toFile().setExecutable(true);
      }
    }
  }

  /** Only renames are left when this starts. */
  private void moveInto(Path target, Path copied) throws IOException {
    if (!Files.exists(target)) {
      Files.move(copied, target, StandardCopyOption.ATOMIC_MOVE);
      return;
    }
    for (String name : documents.contents().keySet()) {
      replace(copied.resolve(name), target.resolve(name));
    }
    for (ModelFile file : content.files()) {
      replace(content.inside(copied, file), content.inside(target, file));
    }
  }

  private static void replace(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * A model as a zip archive that is the same to the last bit when the model is: files in the order
   * of their names, with the time of the model. Names are UTF-8, executables stay so, and a file
   * may be larger than 4 GB.
   */
  static final class ModelArchive {

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
    private interface EntryWriter {
      void to(OutputStream output) throws IOException;
    }

    private void add(ZipArchiveOutputStream zip, String name, int mode, EntryWriter writing)
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

  /**
   * Where an export is made before it appears: beside its target, hidden, under a name that says
   * whose it is, so that the next export to the same place can clear up after one that was killed.
   */
  static final class UnfinishedExport {

    private static final String END = ".tmp";
    private static final int RANDOM_DIGITS = 8;

    private final Path target;

    UnfinishedExport(Path target) {
      this.target = target;
    }

    /** The target's name is shortened where the whole would be longer than a name may be. */
    private String start() {
      return "." + FolderName.of(target.getFileName().toString()) + ".";
    }

    /** A path that nothing has yet. */
    Path fresh() {
      String random = UUID.randomUUID().toString().substring(0, RANDOM_DIGITS);
      String owner = StagingFolder.owner(ProcessIdentity.current());
      return target.resolveSibling(start() + owner + "-" + random + END);
    }

    /** Deletes what dead processes left of exports to the same target. */
    void clearUp() throws IOException {
      try (DirectoryStream<Path> siblings =
          Files.newDirectoryStream(target.getParent(), this::isLeft)) {
        for (Path left : siblings) {
          FileTree.delete(left);
        }
      }
    }

    private boolean isLeft(Path sibling) throws IOException {
      String name = sibling.getFileName().toString();
      if (!name.startsWith(start()) || !name.endsWith(END)) {
        return false;
      }
      String owner = name.substring(start().length(), name.length() - END.length());
      return CrashRecovery.isNameOfStaging(owner) && CrashRecovery.isLeft(sibling, owner);
    }
  }

  /**
   * What an export holds beside the files of the model: its card for people and its record. A
   * model's own file of that name stays what it is, and the document gets another name.
   *
   * @param contents the documents' bytes by their names
   */
  record ModelDocuments(Map<String, byte[]> contents) {

    private static final String CARD = "model-card.md";
    private static final String OTHER = "synapse-";

    /** The card and the record of a model. */
    static ModelDocuments of(StoredModel model, String card) {
      Set<String> taken =
          model.files().stream().map(ModelDocuments::topName).collect(Collectors.toSet());
      Map<String, byte[]> contents = new LinkedHashMap<>();
      contents.put(free(CARD, taken), card.getBytes(StandardCharsets.UTF_8));
      contents.put(free(ModelStore.RECORD, taken), record(model));
      return new ModelDocuments(contents);
    }

    private static byte[] record(StoredModel model) {
      Path file = model.folder().resolve(ModelStore.RECORD);
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw StorageFailure.of("read the model's record", file, e);
      }
    }

    private static String free(String name, Set<String> taken) {
      String candidate = name;
      while (taken.contains(candidate)) {
        candidate = OTHER + candidate;
      }
      return candidate;
    }

    /** As file systems compare names that ignore case. */
    private static String topName(ModelFile file) {
      return file.name().split("/", 2)[0].toLowerCase(Locale.ROOT);
    }

    long size() {
      return contents.values().stream().mapToLong(content -> content.length).sum();
    }
  }
}
