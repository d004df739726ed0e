package io.synapse.dataset;

import io.synapse.dataset.DatasetContent.DatasetItem;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads a data set's layout. Three there are:
 *
 * <ul>
 *   <li>a folder with an {@code items.jsonl}: one item per line, with {@code category}, {@code
 *       files} and {@code data}
 *   <li>any other folder: each subfolder is a category, and each file in it, at any depth, is an
 *       item; files directly in the folder are items without a category
 *   <li>a single file: one item without a category
 * </ul>
 *
 * <p>Files and folders whose names start with a dot are not part of a data set. Symbolic links are
 * followed. Stateless.
 */
public final class DatasetReader {

  /** The file in a data set's folder that lists its items. */
  public static final String ITEMS_FILE = "items.jsonl";

  private DatasetReader() {}

  /**
   * Reads names, not contents ({@code items.jsonl} excepted).
   *
   * @param path a folder or a file
   * @return the content
   * @throws InvalidInputException when it is missing, empty, unreadable or its {@code items.jsonl}
   *     is wrong; with every error, of which the first twenty are told
   */
  public static DatasetContent read(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    if (Files.isDirectory(absolute)) {
      return readFolder(absolute);
    }
    if (Files.isRegularFile(absolute)) {
      return readFile(absolute);
    }
    throw new InvalidInputException(missing(absolute));
  }

  private static String missing(Path path) {
    if (Files.exists(path)) {
      return "the data set " + path + " is neither a folder nor a regular file";
    }
    String parent = Files.isDirectory(path.getParent()) ? "" : ", nor is the folder it lies in";
    return "the data set " + path + " is not there" + parent + "; check the path";
  }

  private static DatasetContent readFile(Path file) {
    if (!Files.isReadable(file)) {
      throw new InvalidInputException(
          "the data set " + file + " cannot be read: permission denied; give read permission");
    }
    try {
      DatasetFiles tree = DatasetFiles.ofFile(file);
      SortedMap<String, List<DatasetItem>> items = new TreeMap<>();
      items.put(DatasetContent.NO_CATEGORY, itemsOf(tree, tree.names()));
      return new DatasetContent(file, DatasetContent.Layout.FILE, tree, items);
    } catch (IOException e) {
      throw new OperationFailedException("the data set " + file + " cannot be read: " + e, e);
    }
  }

  private static DatasetContent readFolder(Path folder) {
    CappedProblems problems = new CappedProblems(folder.toString());
    DatasetFiles tree = DatasetFiles.ofFolder(folder, problems);
    problems.throwIfAny();
    if (tree.names().isEmpty()) {
      throw new InvalidInputException(
          "the data set " + folder + " holds no files (names that start with '.' don't count)");
    }
    if (Files.isRegularFile(folder.resolve(ITEMS_FILE))) {
      SortedMap<String, List<DatasetItem>> items = ItemsFile.read(tree);
      return new DatasetContent(folder, DatasetContent.Layout.LISTED, tree, items);
    }
    return new DatasetContent(folder, DatasetContent.Layout.FOLDER, tree, byFolder(tree));
  }

  private static SortedMap<String, List<DatasetItem>> byFolder(DatasetFiles tree) {
    Map<String, List<String>> names = new TreeMap<>();
    for (String name : tree.names()) {
      int slash = name.indexOf('/');
      String category = slash < 0 ? DatasetContent.NO_CATEGORY : name.substring(0, slash);
      names.computeIfAbsent(category, key -> new ArrayList<>()).add(name);
    }
    SortedMap<String, List<DatasetItem>> items = new TreeMap<>();
    names.forEach((category, files) -> items.put(category, itemsOf(tree, files)));
    return items;
  }

  private static List<DatasetItem> itemsOf(DatasetFiles tree, List<String> names) {
    return new MappedItems<>(names, name -> new DatasetItem(List.of(tree.resolve(name)), Map.of()));
  }

  /** Items made when they are asked for, so that a million files cost their names alone. */
  static final class MappedItems<T> extends AbstractList<DatasetItem> implements RandomAccess {

    private final List<T> sources;
    private final Function<T, DatasetItem> toItem;

    MappedItems(List<T> sources, Function<T, DatasetItem> toItem) {
      this.sources = sources;
      this.toItem = toItem;
    }

    @Override
    public DatasetItem get(int index) {
      return toItem.apply(sources.get(index));
    }

    @Override
    public int size() {
      return sources.size();
    }
  }
}
