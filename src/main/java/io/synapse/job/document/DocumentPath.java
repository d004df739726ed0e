package io.synapse.job.document;

import io.synapse.problem.Problem;
import java.util.Optional;

/** Finds what a path such as {@code params.hyperparameters[1].max} means in a document. */
public final class DocumentPath {

  private DocumentPath() {}

  /**
   * Where the field with a path stands, or what of the path there is when it is missing.
   *
   * @param root the document
   * @param path the path; empty for the whole
   */
  public static Problem.Place place(Node root, String path) {
    Node node = root;
    Problem.Place place = root.place();
    String rest = path;
    while (!rest.isEmpty()) {
      Optional<PathStep> step = step(node, rest);
      if (step.isEmpty()) {
        return place;
      }
      node = step.get().field().node();
      place = step.get().field().place();
      rest = step.get().rest();
    }
    return place;
  }

  private record PathStep(Node.Field field, String rest) {}

  private static Optional<PathStep> step(Node node, String path) {
    if (node instanceof Node.Mapping mapping) {
      String keys = path.startsWith(".") ? path.substring(1) : path;
      return existingKey(mapping, keys)
          .map(key -> new PathStep(mapping.fields().get(key), keys.substring(key.length())));
    }
    return node instanceof Node.Sequence sequence ? element(sequence, path) : Optional.empty();
  }

  /**
   * The longest key of an object that a path begins with; keys may hold dots and brackets.
   *
   * @param mapping the object
   * @param path the path from the object on
   */
  public static Optional<String> existingKey(Node.Mapping mapping, String path) {
    for (int end = path.length();
        end > 0;
        end = Math.max(path.lastIndexOf('.', end - 1), path.lastIndexOf('[', end - 1))) {
      String key = path.substring(0, end);
      if (mapping.fields().containsKey(key)) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }

  private static Optional<PathStep> element(Node.Sequence sequence, String path) {
    int close = path.indexOf(']');
    if (!path.startsWith("[") || close < 0) {
      return Optional.empty();
    }
    return index(path.substring(1, close), sequence.elements().size())
        .map(sequence.elements()::get)
        .map(node -> new PathStep(new Node.Field(node.place(), node), path.substring(close + 1)));
  }

  /** The index that digits mean in a list of a size; empty when they are none or too large. */
  static Optional<Integer> index(String digits, int size) {
    if (!digits.matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    return Optional.of(Integer.valueOf(digits)).filter(index -> index < size);
  }
}
