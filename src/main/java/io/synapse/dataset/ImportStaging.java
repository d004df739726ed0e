package io.synapse.dataset;

import io.synapse.files.FileTree;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The folder in which an import collects its files; closing deletes what was not moved out. */
final class ImportStaging implements AutoCloseable {

  private final Path folder;

  private ImportStaging(Path folder) {
    this.folder = folder;
  }

  static ImportStaging beside(Path target) throws IOException {
    Path parent = target.getParent();
    return new ImportStaging(Files.createTempDirectory(parent, DatasetImport.STAGING_PREFIX));
  }

  /** Where the files go; the target's permissions are those of an ordinary new folder. */
  Path folder() throws IOException {
    return Files.createDirectories(folder.resolve("content"));
  }

  void moveTo(Path target) throws IOException {
    Files.move(folder(), target, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * Checks an unpacked archive's layout and moves it, without the folder that wraps it all.
   *
   * <p>A lone folder at the top is such a wrapper when it holds a folder or an {@code items.jsonl};
   * files beside those (a read-me) go along. One that holds files alone is a category and stays.
   *
   * @param archive what messages name in place of the staging folder
   */
  void moveWithoutTopFolder(Path target, Path archive) throws IOException {
    Path top = topFolder();
    try {
      DatasetReader.read(top);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          e.problems().stream().map(problem -> renamed(problem, top, archive)).toList());
    }
    Files.move(top, target, StandardCopyOption.ATOMIC_MOVE);
  }

  private Path topFolder() throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder())) {
      stream.forEach(children::add);
    }
    boolean alone = children.size() == 1 && Files.isDirectory(children.get(0));
    return alone && isWrapper(children.get(0)) ? children.get(0) : folder();
  }

  private static boolean isWrapper(Path top) throws IOException {
    if (Files.isRegularFile(top.resolve(DatasetReader.ITEMS_FILE))) {
      return true;
    }
    try (Stream<Path> inside = Files.list(top)) {
      return inside.anyMatch(Files::isDirectory);
    }
  }

  private static Problem renamed(Problem problem, Path from, Path to) {
    return new Problem(
        problem
            .place()
            .map(at -> new Problem.Place(renamed(at.file(), from, to), at.line(), at.column())),
        renamed(problem.path(), from, to),
        renamed(problem.message(), from, to));
  }

  private static String renamed(String text, Path from, Path to) {
    return text.replace(from.toString(), to.toString());
  }

  @Override
  public void close() throws IOException {
    FileTree.delete(folder);
  }
}
