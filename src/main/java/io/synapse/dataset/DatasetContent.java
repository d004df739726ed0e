package io.synapse.dataset;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * What a data set on disk consists of. Immutable; file contents are not held.
 *
 * <p>Items without a category (a single file, files that lie directly in the folder, lines of
 * {@code items.jsonl} that name none) are those of {@link #NO_CATEGORY}, which {@link #categories}
 * leaves out.
 */
public final class DatasetContent {

  /** The name under which {@link #items} gives the items without a category. */
  public static final String NO_CATEGORY = "";

  /** How a data set lies on disk. */
  public enum Layout {
    /** One file. */
    FILE,
    /** A folder whose subfolders are the categories and whose files are the items. */
    FOLDER,
    /** A folder whose {@code items.jsonl} lists the items. */
    LISTED
  }

  private final Path path;
  private final Layout layout;
  private final DatasetFiles tree;
  private final SortedMap<String, List<DatasetItem>> items;

  DatasetContent(
      Path path, Layout layout, DatasetFiles tree, SortedMap<String, List<DatasetItem>> items) {
    this.path = path;
    this.layout = layout;
    this.tree = tree;
    this.items = Collections.unmodifiableSortedMap(items);
  }

  /** Where the data set is: its folder, or the file itself; absolute. */
  public Path path() {
    return path;
  }

  /** How it lies on disk. */
  public Layout layout() {
    return layout;
  }

  /** The categories, sorted; empty when no item has one. */
  public List<String> categories() {
    return items.keySet().stream().filter(name -> !name.equals(NO_CATEGORY)).toList();
  }

  /**
   * The items of one category: in the order of their files' names, or of {@code items.jsonl}.
   *
   * @param category one of {@link #categories()}, or {@link #NO_CATEGORY}
   * @return the items, made anew at each access
   * @throws IllegalArgumentException when there is no such category; it names those there are
   */
  public List<DatasetItem> items(String category) {
    List<DatasetItem> found = items.get(category);
    if (found != null) {
      return Collections.unmodifiableList(found);
    }
    if (category.equals(NO_CATEGORY)) {
      return List.of();
    }
    String known = items.isEmpty() ? "none" : String.join(", ", categories());
    throw new IllegalArgumentException(
        "the data set has no category '" + category + "'; it has " + known);
  }

  /** The number of items in all categories and outside them. */
  public int itemCount() {
    return items.values().stream().mapToInt(List::size).sum();
  }

  /**
   * Every file, {@code items.jsonl} and files that it doesn't list included, hidden ones excluded.
   *
   * @return names relative to the folder with {@code /}, sorted by their UTF-16 units
   */
  public List<String> files() {
    return tree.names();
  }

  /** The size of all {@link #files()} when the data set was read. */
  public long bytes() {
    return tree.bytes();
  }

  /** The absolute path of one of {@link #files()}. */
  public Path resolve(String file) {
    return tree.resolve(file);
  }

  /**
   * One sample of a data set.
   *
   * @param files absolute paths of its files, in the order of {@code items.jsonl}
   * @param data what {@code items.jsonl} says about it, as JSON values; empty in the other layouts
   */
  public record DatasetItem(List<Path> files, Map<String, Object> data) {}

  /**
   * A data set that is ready for training.
   *
   * @param id the number under which the job names it
   * @param name its name, for people
   * @param content what it consists of
   * @param fingerprint what {@link Fingerprint} gave for the content
   */
  public record PreparedDataset(int id, String name, DatasetContent content, String fingerprint) {}
}
