package io.synapse.job.document;

import io.synapse.problem.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.common.Anchor;

/**
 * The anchored values of a YAML text. An alias shares the value, yet whoever walks the tree sees it
 * again; a few nested aliases can stand for billions of values, so what aliases add is limited.
 */
final class YamlAnchors {

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
  Node resolve(Anchor anchor, Place place, int depth) {
    if (begun.contains(anchor)) {
      throw NodeBuilder.failure(place, "the alias *" + anchor + " stands within its own value");
    }
    Node node = nodes.get(anchor);
    if (node == null) {
      throw NodeBuilder.failure(place, "no value before the alias *" + anchor + " has that anchor");
    }
    spend(node, place, depth);
    return node;
  }

  private void spend(Node node, Place place, int depth) {
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
