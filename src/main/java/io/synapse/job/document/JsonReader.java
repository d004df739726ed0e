package io.synapse.job.document;

import io.synapse.job.document.DocumentText.TextCursor;
import io.synapse.job.document.NodeBuilder.PlaceFactory;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.NearestName;
import io.synapse.problem.Problem;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259, nothing beyond it) with the place of every value. A library's reader would
 * tell its own options where a person needs the remedy, and has no place for each key.
 */
final class JsonReader {

  private static final Pattern INTEGER = Pattern.compile("-?(0|[1-9][0-9]*)");
  private static final Pattern REAL =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
  private static final Pattern NOT_FINITE = Pattern.compile("NaN|-?Infinity");
  private static final String WORD_CHARACTERS = "+-._";

  private final TextCursor cursor;
  private final PlaceFactory places;
  private final NodeBuilder builder;

  JsonReader(String text, PlaceFactory places, NodeBuilder builder) {
    this.cursor = new TextCursor(text);
    this.places = places;
    this.builder = builder;
  }

  /** Reads the whole text, which holds one value, into the builder. */
  void read() {
    skipSpace();
    readValue();
    while (builder.isOpen()) {
      readNextPart();
    }
    skipSpace();
    if (cursor.peek() != TextCursor.END) {
      throw unexpected("nothing after the end of the document");
    }
  }

  /** Reads the end of the open object or list, or its next field or element. */
  private void readNextPart() {
    skipSpace();
    char end = builder.isInMapping() ? '}' : ']';
    if (cursor.peek() == end) {
      cursor.next();
      builder.add(builder.close());
      return;
    }
    if (!builder.isAtStart()) {
      expect(',', "',' or '" + end + "'");
      refuseTrailingComma(end);
    }
    if (builder.isInMapping()) {
      readKey();
    }
    readValue();
  }

  private void refuseTrailingComma(char end) {
    if (cursor.peek() == end) {
      throw failure("a comma stands before '" + end + "'; JSON allows none there, remove it");
    }
  }

  private void readKey() {
    Problem.Place place = place();
    if (cursor.peek() != '"') {
      throw unexpected("a key in double quotes");
    }
    builder.key(readText(), place);
    skipSpace();
    expect(':', "':' after the key");
  }

  private void readValue() {
    Problem.Place place = place();
    int first = cursor.peek();
    if (first == '{') {
      cursor.next();
      builder.openMapping(place);
    } else if (first == '[') {
      cursor.next();
      builder.openSequence(place);
    } else if (first == '"') {
      builder.add(builder.textNode(readText(), place));
    } else if (isWordCharacter(first)) {
      addWord(readWord(), place);
    } else {
      throw unexpected("a value");
    }
  }

  private void addWord(String word, Problem.Place place) {
    if (INTEGER.matcher(word).matches()) {
      builder.add(builder.integerNode(word, 10, place));
    } else if (REAL.matcher(word).matches()) {
      builder.add(builder.realNode(word, place));
    } else if (NOT_FINITE.matcher(word).matches()) {
      builder.report(place, word + " is not a number that a job can hold; write a finite one");
      builder.add(new Node.Scalar(place, Double.NaN));
    } else {
      builder.add(new Node.Scalar(place, constant(word, place)));
    }
  }

  private static Object constant(String word, Problem.Place place) {
    return switch (word) {
      case "true" -> true;
      case "false" -> false;
      case "null" -> null;
      default -> throw NodeBuilder.failure(place, notAValue(word));
    };
  }

  private static String notAValue(String word) {
    String hint = NearestName.hint(word, List.of("true", "false", "null"));
    String start = "'" + word + "' is not a JSON value";
    if (!hint.isEmpty()) {
      return start + hint;
    }
    boolean number = Character.isDigit(word.charAt(0)) || "+-.".indexOf(word.charAt(0)) >= 0;
    return start
        + (number
            ? "; a number looks like -12, 0.5 or 1e-4"
            : "; a text stands in double quotes, and a YAML file is named .yaml");
  }

  private String readWord() {
    StringBuilder word = new StringBuilder();
    while (isWordCharacter(cursor.peek())) {
      word.append(cursor.next());
      if (word.length() > 2000) {
        throw failure("a number or word is longer than 2000 characters");
      }
    }
    return word.toString();
  }

  private String readText() {
    Problem.Place start = place();
    StringBuilder text = new StringBuilder();
    cursor.next();
    while (cursor.peek() != '"') {
      if (cursor.peek() == TextCursor.END) {
        throw NodeBuilder.failure(start, "the closing quote of this text is missing");
      }
      text.append(readCharacter());
    }
    cursor.next();
    return text.toString();
  }

  private char readCharacter() {
    if (cursor.peek() < ' ') {
      throw failure(
          "a line break or tab stands in a text; write \\n or \\t, or close the text with \"");
    }
    Problem.Place place = place();
    char taken = cursor.next();
    return taken == '\\' ? readEscape(place) : taken;
  }

  private char readEscape(Problem.Place place) {
    int kind = cursor.peek() == TextCursor.END ? TextCursor.END : cursor.next();
    return switch (kind) {
      case '"', '\\', '/' -> (char) kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> readCodeUnit(place);
      default ->
          throw NodeBuilder.failure(
              place, "this backslash begins no JSON escape; write \\\\ for a backslash itself");
    };
  }

  private char readCodeUnit(Problem.Place place) {
    int unit = 0;
    for (int digits = 0; digits < 4; digits++) {
      int digit = cursor.peek() < 128 ? Character.digit(cursor.peek(), 16) : -1;
      if (digit < 0) {
        throw NodeBuilder.failure(place, "\\u is followed by four hexadecimal digits");
      }
      cursor.next();
      unit = unit * 16 + digit;
    }
    return (char) unit;
  }

  private void expect(char expected, String description) {
    if (cursor.peek() != expected) {
      throw unexpected(description);
    }
    cursor.next();
    skipSpace();
  }

  private void skipSpace() {
    while (cursor.peek() != TextCursor.END && " \t\r\n".indexOf(cursor.peek()) >= 0) {
      cursor.next();
    }
  }

  private static boolean isWordCharacter(int character) {
    return Character.isLetterOrDigit(character) || WORD_CHARACTERS.indexOf(character) >= 0;
  }

  private InvalidInputException unexpected(String expected) {
    return failure(
        switch (cursor.peek()) {
          case TextCursor.END -> "the text ends where " + expected + " should stand";
          case '#', '/' ->
              "JSON has no comments; remove it, or name the file .yaml, where # begins a comment";
          case '\'' -> "JSON texts and keys stand in double quotes, not in single ones";
          default ->
              "expected " + expected + ", and found '" + Character.toString(cursor.peek()) + "'";
        });
  }

  private InvalidInputException failure(String message) {
    return NodeBuilder.failure(place(), message);
  }

  private Problem.Place place() {
    return places.at(cursor.line(), cursor.column());
  }
}
