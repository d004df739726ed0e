package io.synapse.job.document;

import io.synapse.problem.InvalidInputException;
import io.synapse.problem.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
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
    Place place = place(event);
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
    Place place = place(event);
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
    Place place = error.getProblemMark().map(this::place).orElseGet(() -> places.at(1, 1));
    String context = error.getContext() == null ? "" : error.getContext() + ": ";
    return NodeBuilder.failure(
        place, "this is not YAML: " + context + firstLine(error.getProblem()));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").strip();
  }

  private Place place(Event event) {
    return event.getStartMark().map(this::place).orElseGet(() -> places.at(1, 1));
  }

  private Place place(Mark mark) {
    return places.at(mark.getLine() + 1, mark.getColumn() + 1);
  }
}
