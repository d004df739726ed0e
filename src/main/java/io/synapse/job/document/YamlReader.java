package io.synapse.job.document;

import io.synapse.job.document.NodeBuilder.PlaceFactory;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Problem;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML 1.2 (core schema, and {@code <<} merge keys) with the place of every value. It takes
 * the parser's events, which cost no stack however deep the text is nested.
 */
final class YamlReader {

  private final String text;
  private final PlaceFactory places;
  private final NodeBuilder builder;
  private final YamlAnchors anchors;
  private final Deque<Optional<Anchor>> openAnchors = new ArrayDeque<>();
  private int documents;

  YamlReader(String text, PlaceFactory places, NodeBuilder builder) {
    this.text = text;
    this.places = places;
    this.builder = builder;
    this.anchors = new YamlAnchors();
  }

  /** Reads the whole text, which holds one document or none, into the builder. */
  void read() {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Integer.MAX_VALUE)
            .setVersionFunction(version -> version)
            .build();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        handle(event);
      }
    } catch (MarkedYamlEngineException e) {
      throw syntaxError(e);
    } catch (YamlEngineException e) {
      throw NodeBuilder.failure(places.at(1, 1), "this is not YAML: " + firstLine(e.getMessage()));
    }
  }

  private void handle(Event event) {
    switch (event.getEventId()) {
      case DocumentStart -> countDocument(event);
      case MappingStart -> begin((CollectionStartEvent) event, true);
      case SequenceStart -> begin((CollectionStartEvent) event, false);
      case MappingEnd, SequenceEnd -> end();
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> alias((AliasEvent) event);
      case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
    }
  }

  private void countDocument(Event event) {
    documents++;
    if (documents > 1) {
      throw NodeBuilder.failure(
          place(event), "a second document begins here; keep one in a file, without '---' between");
    }
  }

  private void begin(CollectionStartEvent event, boolean mapping) {
    refuseTag(event.getTag(), event);
    if (builder.expectsKey()) {
      throw NodeBuilder.failure(place(event), "a key is a text, not an object or a list");
    }
    openAnchors.push(event.getAnchor());
    event.getAnchor().ifPresent(anchors::begin);
    if (mapping) {
      builder.openMapping(place(event));
    } else {
      builder.openSequence(place(event));
    }
  }

  private void end() {
    Node node = builder.close();
    if (node instanceof Node.Mapping mapping) {
      node = YamlMerge.apply(mapping);
    }
    Node closed = node;
    openAnchors.pop().ifPresent(anchor -> anchors.end(anchor, closed));
    builder.add(closed);
  }

  private void scalar(ScalarEvent event) {
    refuseTag(event.getTag(), event);
    Problem.Place place = place(event);
    if (builder.expectsKey()) {
      builder.key(event.getValue(), place);
      return;
    }
    Node.Scalar node =
        event.isPlain()
            ? YamlScalars.plain(event.getValue(), place, builder)
            : builder.textNode(event.getValue(), place);
    event.getAnchor().ifPresent(anchor -> anchors.end(anchor, node));
    builder.add(node);
  }

  private void alias(AliasEvent event) {
    Problem.Place place = place(event);
    if (builder.expectsKey()) {
      throw NodeBuilder.failure(place, "an alias cannot stand for a key; write the key itself");
    }
    builder.add(anchors.resolve(event.getAlias(), place, builder.depth()));
  }

  private void refuseTag(Optional<String> tag, Event event) {
    if (tag.isPresent()) {
      throw NodeBuilder.failure(
          place(event),
          "the tag " + tag.get() + " is not used here; remove it (a text can stand in quotes)");
    }
  }

  private InvalidInputException syntaxError(MarkedYamlEngineException error) {
    Problem.Place place = error.getProblemMark().map(this::place).orElseGet(() -> places.at(1, 1));
    String context = error.getContext() == null ? "" : error.getContext() + ": ";
    return NodeBuilder.failure(
        place, "this is not YAML: " + context + firstLine(error.getProblem()));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }

  private Problem.Place place(Event event) {
    return event.getStartMark().map(this::place).orElseGet(() -> places.at(1, 1));
  }

  private Problem.Place place(Mark mark) {
    return places.at(mark.getLine() + 1, mark.getColumn() + 1);
  }

  /**
   * The anchored values of a YAML text. An alias shares the value, yet whoever walks the tree sees
   * it again; a few nested aliases can stand for billions of values, so what aliases add is
   * limited.
   */
  static final class YamlAnchors {

    private static final int MAX_ALIASED_VALUES = 100_000;

    private final Map<Anchor, Node> nodes = new HashMap<>();
    private final Set<Anchor> begun = new HashSet<>();
    private int budget = MAX_ALIASED_VALUES;

    /** Notes an object or list whose end is not reached. */
    void begin(Anchor anchor) {
      begun.add(anchor);
    }

    /** Notes a complete value. */
    void end(Anchor anchor, Node node) {
      begun.remove(anchor);
      nodes.put(anchor, node);
    }

    /**
     * The value that an alias stands for.
     *
     * @param depth how many levels the alias itself is deep
     */
    Node resolve(Anchor anchor, Problem.Place place, int depth) {
      if (begun.contains(anchor)) {
        throw NodeBuilder.failure(place, "the alias *" + anchor + " stands within its own value");
      }
      Node node = nodes.get(anchor);
      if (node == null) {
        throw NodeBuilder.failure(
            place, "no value before the alias *" + anchor + " has that anchor");
      }
      spend(node, place, depth);
      return node;
    }

    private void spend(Node node, Problem.Place place, int depth) {
      budget--;
      if (budget < 0) {
        throw NodeBuilder.failure(
            place, "the aliases stand for more than " + MAX_ALIASED_VALUES + " values");
      }
      if (depth > NodeBuilder.MAX_DEPTH) {
        throw NodeBuilder.failure(
            place, "this alias nests more than " + NodeBuilder.MAX_DEPTH + " levels deep");
      }
      if (node instanceof Node.Sequence sequence) {
        sequence.elements().forEach(element -> spend(element, place, depth + 1));
      } else if (node instanceof Node.Mapping mapping) {
        mapping.fields().values().forEach(field -> spend(field.node(), place, depth + 1));
      }
    }
  }

  /** The {@code <<} key: the fields of other objects, as far as an object has no such field. */
  static final class YamlMerge {

    private static final String KEY = "<<";

    private YamlMerge() {}

    /** The object with its merge key carried out. */
    static Node.Mapping apply(Node.Mapping mapping) {
      Node.Field merge = mapping.fields().get(KEY);
      if (merge == null) {
        return mapping;
      }
      Map<String, Node.Field> fields = new LinkedHashMap<>(mapping.fields());
      fields.remove(KEY);
      for (Node source : sources(merge.node())) {
        if (!(source instanceof Node.Mapping merged)) {
          throw NodeBuilder.failure(merge.place(), "<< takes an object or a list of objects");
        }
        merged.fields().forEach(fields::putIfAbsent);
      }
      return new Node.Mapping(mapping.place(), fields);
    }

    private static List<Node> sources(Node value) {
      return value instanceof Node.Sequence sequence ? sequence.elements() : List.of(value);
    }
  }

  /** What an unquoted YAML scalar means: the core schema of YAML 1.2, section 10.3. */
  static final class YamlScalars {

    private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
    private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
    private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern REAL =
        Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
    private static final Pattern NOT_FINITE =
        Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF)|\\.nan|\\.NaN|\\.NAN");

    private YamlScalars() {}

    /** The value of an unquoted scalar; the builder is told when it is a number out of range. */
    static Node.Scalar plain(String written, Problem.Place place, NodeBuilder builder) {
      if (NOT_FINITE.matcher(written).matches()) {
        builder.report(place, written + " is not a number that a job can hold; write a finite one");
        return new Node.Scalar(place, Double.NaN);
      }
      if (INTEGER.matcher(written).matches()) {
        return builder.integerNode(written, 10, place);
      }
      if (HEXADECIMAL.matcher(written).matches()) {
        return builder.integerNode(written.substring(2), 16, place);
      }
      if (OCTAL.matcher(written).matches()) {
        return builder.integerNode(written.substring(2), 8, place);
      }
      if (REAL.matcher(written).matches()) {
        return builder.realNode(written, place);
      }
      return constantOrText(written, place, builder);
    }

    private static Node.Scalar constantOrText(
        String written, Problem.Place place, NodeBuilder builder) {
      if (NULL.matcher(written).matches()) {
        return new Node.Scalar(place, null);
      }
      if (TRUE.matcher(written).matches()) {
        return new Node.Scalar(place, true);
      }
      if (FALSE.matcher(written).matches()) {
        return new Node.Scalar(place, false);
      }
      return builder.textNode(written, place);
    }
  }
}
