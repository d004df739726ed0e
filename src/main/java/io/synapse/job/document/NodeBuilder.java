package io.synapse.job.document;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts a tree together from what a reader meets, without recursion, so that deep nesting in a text
 * cannot exhaust the stack.
 */
final class NodeBuilder {

  /** The most levels of objects and lists within each other. */
  static final int MAX_DEPTH = 100;

  /** The most values, so that a small file of very many cannot exhaust the memory. */
  static final int MAX_VALUES = 1_000_000;

  /** A digit other than 0 before the exponent. */
  private static final Pattern NOT_ZERO = Pattern.compile("^[^eE]*[1-9]");

  private static final int MAX_KEY_LENGTH = 1000;

  private final Deque<OpenNode> open = new ArrayDeque<>();
  private final List<Problem> problems = new ArrayList<>();
  private Optional<Node> root = Optional.empty();
  private int values;

  /** An object or list whose end is not reached. */
  private static final class OpenNode {
    final Problem.Place place;
    final boolean mapping;
    final Map<String, Node.Field> fields = new LinkedHashMap<>();
    final List<Node> elements = new ArrayList<>();
    String key;
    Problem.Place keyPlace;

    OpenNode(Problem.Place place, boolean mapping) {
      this.place = place;
      this.mapping = mapping;
    }

    void add(Node node) {
      if (mapping) {
        fields.put(key, new Node.Field(keyPlace, node));
        key = null;
      } else {
        elements.add(node);
      }
    }

    Node toNode() {
      return mapping ? new Node.Mapping(place, fields) : new Node.Sequence(place, elements);
    }

    String step() {
      return mapping ? "." + key : "[" + elements.size() + "]";
    }
  }

  /** Begins an object. */
  void openMapping(Problem.Place place) {
    open(new OpenNode(place, true));
  }

  /** Begins a list. */
  void openSequence(Problem.Place place) {
    open(new OpenNode(place, false));
  }

  private void open(OpenNode begun) {
    if (open.size() == MAX_DEPTH) {
      throw failure(
          begun.place, "objects and lists are nested more than " + MAX_DEPTH + " levels deep");
    }
    open.push(begun);
  }

  /** Takes the key of the next field; a repeated one is a problem and its last value counts. */
  void key(String key, Problem.Place place) {
    if (key.length() > MAX_KEY_LENGTH) {
      throw failure(place, "a key is longer than " + MAX_KEY_LENGTH + " characters");
    }
    OpenNode object = open.element();
    object.key = key;
    object.keyPlace = place;
    Node.Field first = object.fields.get(key);
    if (first != null) {
      String line = first.place().line() == 0 ? "" : ", first in line " + first.place().line();
      report(place, "the key is given twice" + line + "; keep one of them");
    }
  }

  /** Ends the innermost object or list and takes it out; {@link #add} puts it where it belongs. */
  Node close() {
    return open.pop().toNode();
  }

  /** Adds a value to the innermost object or list, or makes it the root. */
  void add(Node node) {
    values++;
    if (values > MAX_VALUES) {
      throw failure(node.place(), "there are more than " + MAX_VALUES + " values up to here");
    }
    if (open.isEmpty()) {
      root = Optional.of(node);
    } else {
      open.element().add(node);
    }
  }

  /** A text, checked. */
  Node.Scalar textNode(String text, Problem.Place place) {
    if (text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
      report(place, "the text holds half of a surrogate pair; write the whole character");
    }
    return new Node.Scalar(place, text);
  }

  /** A real number as it is written, checked. */
  Node.Scalar realNode(String written, Problem.Place place) {
    double real = Double.parseDouble(written);
    if (Double.isInfinite(real)) {
      report(place, "the number " + written + " is too large; reals end at 1.8e308");
    }
    if (real == 0 && NOT_ZERO.matcher(written).find()) {
      report(
          place,
          "the number " + written + " is too small for a double; write 0, or at least 4.9e-324");
    }
    return new Node.Scalar(place, real);
  }

  /** An integer as it is written in a base, checked. */
  Node.Scalar integerNode(String digits, int base, Problem.Place place) {
    try {
      return new Node.Scalar(place, Long.parseLong(digits, base));
    } catch (NumberFormatException beyond) {
      report(
          place,
          "the integer does not fit into 64 bits; write a smaller one, or in quotes if it is a text");
      return new Node.Scalar(place, Double.POSITIVE_INFINITY);
    }
  }

  /** Notes that the value about to be added, or the key just taken, cannot be used. */
  void report(Problem.Place place, String message) {
    problems.add(new Problem(Optional.of(place), path(), message));
  }

  /** Whether the next scalar is a key. */
  boolean expectsKey() {
    return !open.isEmpty() && open.element().mapping && open.element().key == null;
  }

  /** Whether an object or list is open. */
  boolean isOpen() {
    return !open.isEmpty();
  }

  /** Whether the innermost open one is an object. */
  boolean isInMapping() {
    return open.element().mapping;
  }

  /** Whether the innermost open one has nothing in it yet. */
  boolean isAtStart() {
    return open.element().fields.isEmpty() && open.element().elements.isEmpty();
  }

  int depth() {
    return open.size();
  }

  /** The outermost value, once it is complete. */
  Optional<Node> root() {
    return root;
  }

  List<Problem> problems() {
    return problems;
  }

  /** An error that ends the reading. */
  static InvalidInputException failure(Problem.Place place, String message) {
    return new InvalidInputException(List.of(new Problem(Optional.of(place), "", message)));
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    for (Iterator<OpenNode> outermost = open.descendingIterator(); outermost.hasNext(); ) {
      path.append(outermost.next().step());
    }
    return path.indexOf(".") == 0 ? path.substring(1) : path.toString();
  }

  /** Names a place of the text being read. */
  @FunctionalInterface
  interface PlaceFactory {

    /** The place at a line and column, both from 1. */
    Problem.Place at(int line, int column);
  }
}
