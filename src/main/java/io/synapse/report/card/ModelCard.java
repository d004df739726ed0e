package io.synapse.report.card;

import io.synapse.files.DiskSpace;
import io.synapse.run.RunEventCodec;
import io.synapse.space.FlatValues;
import io.synapse.space.Objective;
import io.synapse.store.model.ModelProvenance;
import io.synapse.store.model.StoredModel;
import io.synapse.store.run.StoredRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a person wants to know of a model that was given to them, as Markdown: what trained it, with
 * which hyperparameters, plugin and data, how good it is, and which files it has.
 *
 * @param model the model
 * @param origin what its run recorded
 */
public record ModelCard(StoredModel model, ModelProvenance origin) {

  private static final String SHA_256 = "SHA-256";

  /** Of the whole with its names, so that it is not what a program says of one file. */
  private static final String FINGERPRINT = "fingerprint";

  /** The card. The same model has the same card while its run is there. */
  public String text() {
    Markdown card = new Markdown();
    card.heading(1, model.name());
    card.table("fact", "value", facts());
    origin.trouble().ifPresent(why -> card.paragraph("Not everything is known: " + why + "."));
    section(card, "Hyperparameters", "hyperparameter", FlatValues.of(model.config()));
    section(card, "Metrics", "metric", FlatValues.of(model.metrics()));
    section(card, "Plugin", "fact", plugin());
    section(card, "Data set", "fact", dataset());
    section(card, "Environment", "what", environment());
    files(card);
    return card.toString();
  }

  private Map<String, String> facts() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("model", Long.toString(model.id()));
    addText(facts, "job", origin.params().get("name"));
    addText(facts, "description", origin.params().get("description"));
    facts.put("run", model.runId());
    facts.put("trial", model.trialId() + (isBest() ? " (the best of its run)" : ""));
    origin
        .run()
        .flatMap(StoredRun::objective)
        .ifPresent(goal -> facts.put("optimised", text(goal)));
    addText(facts, "started from model", origin.params().get("checkpoint"));
    origin.seed().ifPresent(seed -> facts.put("seed", seed.toString()));
    facts.put("made", RunEventCodec.time(model.time()));
    facts.put("size", DiskSpace.text(model.size()));
    return facts;
  }

  private boolean isBest() {
    return origin.run().filter(run -> run.outcome().modelId().orElse(0) == model.id()).isPresent();
  }

  private static String text(Objective goal) {
    return goal.metric() + " (" + goal.mode().name().toLowerCase(Locale.ROOT) + ")";
  }

  private Map<String, Object> plugin() {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (String name : List.of("name", "version", "path")) {
      addText(facts, name, origin.plugin().get(name));
    }
    addText(facts, FINGERPRINT, model.fingerprints().plugin());
    return facts;
  }

  private Map<String, Object> dataset() {
    Map<String, Object> facts = new LinkedHashMap<>();
    for (String name : List.of("id", "name", "path")) {
      addText(facts, name, origin.dataset().get(name));
    }
    addText(facts, FINGERPRINT, model.fingerprints().dataset());
    return facts;
  }

  /** Of a plugin in Python, its interpreter and what was installed there. */
  private Map<String, Object> environment() {
    Map<String, Object> facts = new LinkedHashMap<>(origin.versions());
    if (origin.plugin().get("python") instanceof Map<?, ?> python) {
      addText(facts, "python", python.get("version"));
      addText(facts, "interpreter", python.get("interpreter"));
    }
    if (origin.plugin().get("packages") instanceof Map<?, ?> packages) {
      packages.forEach((name, version) -> facts.put(String.valueOf(name), version));
    }
    return facts;
  }

  private static void addText(Map<String, ? super String> facts, String name, Object value) {
    if (value != null && !value.toString().isEmpty()) {
      facts.put(name, value.toString());
    }
  }

  private static void section(
      Markdown card, String title, String column, Map<String, Object> values) {
    if (values.isEmpty()) {
      return;
    }
    card.heading(2, title);
    Map<String, String> rows = new LinkedHashMap<>();
    values.forEach((name, value) -> rows.put(name, String.valueOf(value)));
    card.table(column, "value", rows);
  }

  private void files(Markdown card) {
    card.heading(2, "Files");
    card.table(
        List.of("file", "bytes", SHA_256),
        model.files().stream()
            .map(file -> List.of(file.name(), Long.toString(file.size()), file.sha256()))
            .toList());
  }

  /** Markdown in which whatever a person chose as a name stays what it is. */
  static final class Markdown {

    private final StringBuilder text = new StringBuilder();

    void heading(int level, String title) {
      separate();
      text.append("#".repeat(level)).append(' ').append(escaped(title)).append('\n');
    }

    void paragraph(String words) {
      separate();
      text.append(escaped(words)).append('\n');
    }

    /** A table; nothing when it has no rows. */
    void table(List<String> columns, List<List<String>> rows) {
      if (rows.isEmpty()) {
        return;
      }
      separate();
      row(columns);
      row(columns.stream().map(column -> "---").toList());
      rows.forEach(cells -> row(cells.stream().map(Markdown::escaped).toList()));
    }

    /** The same with two columns, from a map in its order. */
    void table(String name, String value, Map<String, String> rows) {
      table(
          List.of(name, value),
          rows.entrySet().stream().map(row -> List.of(row.getKey(), row.getValue())).toList());
    }

    private void row(List<String> cells) {
      text.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private void separate() {
      if (!text.isEmpty()) {
        text.append('\n');
      }
    }

    /** Every character that Markdown or HTML takes for more than itself is marked; on one line. */
    private static String escaped(String raw) {
      return raw.replaceAll("\\p{Cntrl}+", " ")
          .replaceAll("([\\\\`*_{}\\[\\]<>|#~$])", "\\\\$1")
          .replace("&", "&amp;");
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
