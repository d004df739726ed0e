package io.synapse.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A prepared data set, verified before the plugin sees it. Read-only and safe to share between
 * threads; nobody writes to its files.
 */
public interface Dataset {

  /**
   * The number under which the job names the data set.
   *
   * @return the id
   */
  int id();

  /**
   * The data set's name, for people.
   *
   * @return the name
   */
  String name();

  /**
   * Where the data set is: its folder, or the file itself when it is a single file.
   *
   * @return an absolute path
   */
  Path path();

  /**
   * The categories, such as {@code train} and {@code test}: the subfolders, or the categories that
   * {@code items.jsonl} names.
   *
   * @return the names, sorted; empty for a data set without categories
   */
  List<String> categories();

  /**
   * The items of one category.
   *
   * @param category one of {@link #categories()}, or the empty text for items without one: a single
   *     file, or files that lie directly in the folder
   * @return the items in a fixed order
   * @throws IllegalArgumentException when there is no such category; the message names those there
   *     are
   */
  List<Item> items(String category);

  /** One sample of a data set: its files and what is known of it. */
  interface Item {

    /**
     * The files of the item.
     *
     * @return absolute paths
     */
    List<Path> files();

    /**
     * The data kept beside the files, such as a label.
     *
     * @return JSON values: text, numbers, booleans, null, lists and maps; empty when there is none
     */
    Map<String, Object> data();
  }
}
