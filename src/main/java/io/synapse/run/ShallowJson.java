package io.synapse.run;

import io.synapse.files.JsonFile;
import java.io.ByteArrayOutputStream;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DatabindException;

/**
 * Reads JSON objects, and leaves nested values as the text that they are: to find where a value
 * ends takes a fraction of the time that reading it does. Not thread-safe.
 */
final class ShallowJson {

  /** Which values are left. */
  enum UnreadKinds {
    LISTS_UNREAD,
    LISTS_AND_OBJECTS_UNREAD
  }

  /** Makes what takes the place of a value that was left unread. */
  interface LazyValueFactory {

    /**
     * The value.
     *
     * @param text from its opening bracket to its closing one; what is between may be damaged
     */
    Object value(byte[] text);
  }

  private final UnreadKinds depth;
  private final Queue<byte[]> nested = new ArrayDeque<>();
  private final ByteArrayOutputStream rest = new ByteArrayOutputStream();

  ShallowJson(UnreadKinds depth) {
    this.depth = depth;
  }

  /**
   * The object that these bytes are.
   *
   * @throws JacksonException when they are anything else
   */
  Map<String, Object> parse(byte[] text, LazyValueFactory unread) {
    takeNestedOut(text);
    try (JsonParser parser = JsonFile.parser(rest.toByteArray())) {
      require(parser.nextToken() == JsonToken.START_OBJECT, parser, "it does not begin with '{'");
      Map<String, Object> object = new LinkedHashMap<>();
      for (String name = parser.nextName(); name != null; name = parser.nextName()) {
        object.put(name, value(parser, parser.nextToken(), unread));
      }
      require(parser.nextToken() == null, parser, "something follows its '}'");
      return object;
    }
  }

  private static void require(boolean condition, JsonParser parser, String otherwise) {
    if (!condition) {
      throw DatabindException.from(parser, otherwise);
    }
  }

  private Object value(JsonParser parser, JsonToken token, LazyValueFactory unread) {
    return switch (token) {
      case VALUE_STRING -> parser.getString();
      case VALUE_NULL -> null;
      case START_ARRAY -> left(parser, unread);
      case START_OBJECT ->
          depth == UnreadKinds.LISTS_UNREAD ? JsonFile.value(parser) : left(parser, unread);
      default -> JsonFile.value(parser);
    };
  }

  private Object left(JsonParser parser, LazyValueFactory unread) {
    parser.skipChildren();
    return unread.value(nested.remove());
  }

  /** Only its brackets stay in the place of a nested value, whose text is put into the queue. */
  private void takeNestedOut(byte[] text) {
    nested.clear();
    rest.reset();
    int copied = 0;
    int position = afterFirstBrace(text);
    while (position < text.length) {
      int end = endOfValue(text, position);
      if (isLeft(text[position])) {
        rest.write(text, copied, position + 1 - copied);
        nested.add(Arrays.copyOfRange(text, position, end));
        copied = end - 1;
      }
      position = end;
    }
    rest.write(text, copied, text.length - copied);
  }

  private static int afterFirstBrace(byte[] text) {
    int position = 0;
    while (position < text.length && text[position] != '{') {
      position++;
    }
    return Math.min(position + 1, text.length);
  }

  private boolean isLeft(byte first) {
    return first == '[' || (first == '{' && depth == UnreadKinds.LISTS_AND_OBJECTS_UNREAD);
  }

  /** Where a text, a list or an object ends that begins here; for any other sign, the next. */
  private static int endOfValue(byte[] text, int start) {
    return switch (text[start]) {
      case '"' -> endOfText(text, start);
      case '[', '{' -> endOfNested(text, start);
      default -> start + 1;
    };
  }

  private static int endOfNested(byte[] text, int start) {
    int open = 0;
    int position = start;
    do {
      byte sign = text[position];
      if (sign == '[' || sign == '{') {
        open++;
      } else if (sign == ']' || sign == '}') {
        open--;
      }
      position = sign == '"' ? endOfText(text, position) : position + 1;
    } while (open > 0 && position < text.length);
    return position;
  }

  private static int endOfText(byte[] text, int start) {
    int position = start + 1;
    while (position < text.length && text[position] != '"') {
      position += text[position] == '\\' ? 2 : 1;
    }
    return Math.min(position + 1, text.length);
  }

  /** A JSON list that is read when somebody looks into it for the first time. */
  static final class LazyList extends AbstractList<Object> {

    private Supplier<List<Object>> reading;
    private List<Object> read;

    LazyList(Supplier<List<Object>> reading) {
      this.reading = reading;
    }

    private List<Object> read() {
      if (read == null) {
        read = reading.get();
        reading = null;
      }
      return read;
    }

    @Override
    public Object get(int index) {
      return read().get(index);
    }

    @Override
    public int size() {
      return read().size();
    }
  }

  /** A JSON object that is read when somebody looks into it for the first time. */
  static final class LazyObject extends AbstractMap<String, Object> {

    private Supplier<Map<String, Object>> reading;
    private Map<String, Object> read;

    LazyObject(Supplier<Map<String, Object>> reading) {
      this.reading = reading;
    }

    private Map<String, Object> read() {
      if (read == null) {
        read = reading.get();
        reading = null;
      }
      return read;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
      return read().entrySet();
    }

    @Override
    public Object get(Object name) {
      return read().get(name);
    }

    @Override
    public boolean containsKey(Object name) {
      return read().containsKey(name);
    }
  }
}
