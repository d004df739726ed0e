package io.synapse.cli.model;

import io.synapse.cli.output.FieldList;
import io.synapse.cli.output.FieldList.ShownValues;
import io.synapse.cli.output.HumanTime;
import io.synapse.files.DiskSpace;
import io.synapse.space.Objective;
import io.synapse.store.model.ModelProvenance;
import io.synapse.store.model.StoredModel;
import io.synapse.store.run.StoredRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model with what trained it.
 *
 * @param references what needs it
 */
record ShownModel(StoredModel model, ModelProvenance origin, List<String> references) {

  Map<String, Object> toJson() {
    Map<String, Object> document = new LinkedHashMap<>(model.toJson());
    document.put("size", model.size());
    document.put("path", model.filesFolder().toString());
    document.put("origin", origin.toJson());
    document.put("needed", references);
    return document;
  }

  FieldList fields() {
    FieldList fields = new FieldList().add("id", model.id()).add("name", model.name());
    add(fields, "job", Stream.of("name").map(origin.params()::get));
    fields.add("run", model.runId()).add("trial", model.trialId());
    origin
        .run()
        .flatMap(StoredRun::objective)
        .ifPresent(goal -> fields.add("optimised", text(goal)));
    fields
        .add("config", ShownValues.of(model.config()))
        .add("metrics", ShownValues.of(model.metrics()))
        .add("size", DiskSpace.text(model.size()))
        .add("made", HumanTime.local(model.time()));
    addOrigin(fields);
    references.forEach(reason -> fields.add("needed", reason));
    origin.trouble().ifPresent(why -> fields.add("not known", why));
    return fields.add("path", model.filesFolder());
  }

  private void addOrigin(FieldList fields) {
    addPart(fields, "data set", origin.dataset(), model.fingerprints().dataset());
    addPart(fields, "plugin", origin.plugin(), model.fingerprints().plugin());
    Map<String, Object> environment = new LinkedHashMap<>(origin.versions());
    if (origin.plugin().get("python") instanceof Map<?, ?> python) {
      environment.put("python", python.get("version"));
    }
    if (!environment.isEmpty()) {
      fields.add("made with", ShownValues.of(environment));
    }
    origin.seed().ifPresent(seed -> fields.add("seed", seed));
  }

  /** What the run called it and where it lay, then its digest, on which one can rely. */
  private static void addPart(
      FieldList fields, String label, Map<String, Object> part, String fingerprint) {
    add(fields, label, Stream.of("id", "name", "version", "path").map(part::get));
    if (!fingerprint.isEmpty()) {
      fields.add(label, "fingerprint " + fingerprint);
    }
  }

  private static void add(FieldList fields, String label, Stream<Object> parts) {
    String text =
        parts.filter(part -> part != null).map(Object::toString).collect(Collectors.joining("  "));
    if (!text.isEmpty()) {
      fields.add(label, text);
    }
  }

  private static String text(Objective goal) {
    return goal.metric() + " (" + goal.mode().name().toLowerCase(Locale.ROOT) + ")";
  }
}
