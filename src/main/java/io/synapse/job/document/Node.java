package io.synapse.job.document;

import io.synapse.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of a document and the place where it stands. Immutable, at most 100 levels deep. */
public sealed interface Node {

  /** Where the value begins. */
  Problem.Place place();

  /**
   * The JSON value without its places: String, Long, Double, Boolean, null, List or Map, the maps
   * in the document's order. Lists and maps are new and belong to the caller.
   */
  Object value();

  /**
   * A text, number, truth value or null.
   *
   * @param value String, Long, Double, Boolean or null
   */
  record Scalar(Problem.Place place, Object value) implements Node {}

  /** A list. */
  record Sequence(Problem.Place place, List<Node> elements) implements Node {

    /** Copies the list. */
    public Sequence {
      elements = List.copyOf(elements);
    }

    @Override
    public List<Object> value() {
      List<Object> values = new ArrayList<>(elements.size());
      elements.forEach(element -> values.add(element.value()));
      return values;
    }
  }

  /** An object: its fields by name, in the document's order. */
  record Mapping(Problem.Place place, Map<String, Field> fields) implements Node {

    /** Copies the map. */
    public Mapping {
      fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    @Override
    public Map<String, Object> value() {
      Map<String, Object> values = new LinkedHashMap<>();
      fields.forEach((name, field) -> values.put(name, field.node().value()));
      return values;
    }

    /** The same object with one field added at the end, or replaced where it stands. */
    public Mapping with(String name, Field field) {
      Map<String, Field> changed = new LinkedHashMap<>(fields);
      changed.put(name, field);
      return new Mapping(place, changed);
    }
  }

  /**
   * One field of an object.
   *
   * @param place where its name stands
   * @param node its value
   */
  record Field(Problem.Place place, Node node) {}
}
