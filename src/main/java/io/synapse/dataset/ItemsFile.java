package io.synapse.dataset;

import io.synapse.dataset.DatasetContent.DatasetItem;
import io.synapse.dataset.DatasetReader.MappedItems;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code items.jsonl}: one JSON object per line, blank lines skipped. */
final class ItemsFile {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final DatasetFiles tree;
  private final Path file;
  private final CappedProblems problems;
  private final ItemLine.Checker checker;
  private final SortedMap<String, List<ItemLine>> lines = new TreeMap<>();

  private ItemsFile(DatasetFiles tree) {
    this.tree = tree;
    this.file = tree.resolve(DatasetReader.ITEMS_FILE);
    this.problems = new CappedProblems(file.toString());
    this.checker = new ItemLine.Checker(tree, problems);
  }

  /**
   * Reads the items.
   *
   * @param tree the files there are, {@code items.jsonl} among them
   * @return items by category, in the order of the lines
   * @throws InvalidInputException naming file and line of what is wrong
   */
  static SortedMap<String, List<DatasetItem>> read(DatasetFiles tree) {
    return new ItemsFile(tree).read();
  }

  private SortedMap<String, List<DatasetItem>> read() {
    readLines();
    problems.throwIfAny();
    if (lines.isEmpty()) {
      throw new InvalidInputException(
          file + " lists no items; write one JSON object per line, or remove the file");
    }
    SortedMap<String, List<DatasetItem>> items = new TreeMap<>();
    lines.forEach(
        (category, ofCategory) ->
            items.put(category, new MappedItems<>(ofCategory, line -> line.toItem(tree))));
    return items;
  }

  private void readLines() {
    int number = 0;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        readLine(number == 1 ? withoutMark(line) : line, number);
      }
    } catch (CharacterCodingException e) {
      problems.error(
          new Problem.Place(file.toString(), number + 1, 1), "is not UTF-8 text; convert it");
    } catch (IOException e) {
      throw new InvalidInputException(file + " cannot be read: " + e);
    }
  }

  private void readLine(String line, int number) {
    if (line.isBlank()) {
      return;
    }
    checker
        .check(line, new Problem.Place(file.toString(), number, 1))
        .ifPresent(
            item -> lines.computeIfAbsent(item.category(), key -> new ArrayList<>()).add(item));
  }

  private static String withoutMark(String line) {
    return !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK ? line.substring(1) : line;
  }
}
