package io.synapse.job;

import io.synapse.job.FieldReader.JsonObjects;
import io.synapse.job.document.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The two ways a job file may be laid out. */
enum JobLayout {
  /** {@code {"action": "train", "params": {…}}}. */
  ENVELOPE,
  /** The content of {@code params} alone. */
  BARE;

  /** How a job file is laid out. */
  static JobLayout of(Node.Mapping root) {
    boolean envelope =
        root.fields().containsKey(JobFields.ACTION) || root.fields().containsKey(JobFields.PARAMS);
    return envelope ? ENVELOPE : BARE;
  }

  /** Where {@code params} stands in a file of this layout; empty text for the whole file. */
  String paramsPath() {
    return this == ENVELOPE ? JobFields.PARAMS : "";
  }

  /** The path in a file of this layout of what has a path in a job with the envelope. */
  String pathInFile(String path) {
    String prefix = JobFields.PARAMS + ".";
    return this == BARE && path.startsWith(prefix) ? path.substring(prefix.length()) : path;
  }

  /** What may stand beside each other in {@code params}, and what a mistyped key there may mean. */
  List<String> paramsKeys() {
    return switch (this) {
      case ENVELOPE -> JobFields.paramsKeys();
      case BARE ->
          Stream.of(
                  JobFields.paramsKeys(),
                  JobFields.BINDINGS,
                  List.of(JobFields.ACTION, JobFields.PARAMS))
              .flatMap(List::stream)
              .toList();
    };
  }

  /** The content of {@code params}; empty when there is none or it is no object. */
  Optional<Map<String, Object>> params(Map<String, Object> root) {
    return switch (this) {
      case ENVELOPE -> Optional.ofNullable(root.get(JobFields.PARAMS)).flatMap(JsonObjects::when);
      case BARE -> Optional.of(withoutBindings(root));
    };
  }

  private static Map<String, Object> withoutBindings(Map<String, Object> root) {
    Map<String, Object> params = JsonObjects.of(root);
    JobFields.BINDINGS.forEach(params::remove);
    return params;
  }

  /** The file as a document with the envelope and {@code action: train}. */
  Map<String, Object> enveloped(Map<String, Object> root) {
    Map<String, Object> document = JsonObjects.of(Map.of(JobFields.ACTION, "train"));
    params(root).ifPresent(params -> document.put(JobFields.PARAMS, params));
    JobFields.BINDINGS.stream()
        .filter(root::containsKey)
        .forEach(name -> document.put(name, root.get(name)));
    return document;
  }
}
