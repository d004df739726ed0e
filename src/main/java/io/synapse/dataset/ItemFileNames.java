package io.synapse.dataset;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks the file names in {@code items.jsonl} against the files of the folder. */
final class ItemFileNames {

  private final DatasetFiles tree;
  private final Map<String, String> known;

  ItemFileNames(DatasetFiles tree) {
    this.tree = tree;
    this.known = new HashMap<>(tree.names().size() * 2);
    tree.names().forEach(name -> known.put(name, name));
  }

  /**
   * The file's name as the tree has it (the same text object, which keeps a long list small);
   * empty, and an error, when it is none of the data set's files.
   */
  Optional<String> check(Object written, List<String> errors) {
    if (!(written instanceof String name)) {
      errors.add("files must hold texts, and holds " + written);
      return Optional.empty();
    }
    String found = known.get(name);
    if (found != null) {
      return Optional.of(found);
    }
    return resolve(name, errors);
  }

  private Optional<String> resolve(String name, List<String> errors) {
    try {
      Path path = tree.folder().resolve(name).normalize();
      if (!path.startsWith(tree.folder())) {
        errors.add("file '" + name + "' is outside the data set's folder; put it inside");
        return Optional.empty();
      }
      String relative = tree.folder().relativize(path).toString();
      String found = known.get(relative.replace(path.getFileSystem().getSeparator(), "/"));
      if (found == null) {
        errors.add("file '" + name + "' " + whyNot(path));
      }
      return Optional.ofNullable(found);
    } catch (InvalidPathException e) {
      errors.add("'" + name + "' is not a file name: " + e.getReason());
      return Optional.empty();
    }
  }

  private static String whyNot(Path path) {
    if (Files.isDirectory(path)) {
      return "is a folder; list the files in it";
    }
    if (Files.exists(path)) {
      return "or a folder above it is hidden; take the dot off the start of its name";
    }
    return "is missing; add it or take the line out";
  }
}
