package io.synapse.job.document;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code <<} key: the fields of other objects, as far as an object has no such field. */
final class YamlMerge {

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
