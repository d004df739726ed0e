package io.synapse.report.html;

import static io.synapse.files.JsonFields.object;
import static io.synapse.files.JsonFields.text;

import io.synapse.report.html.PageTemplate.EmbeddedJson;
import io.synapse.report.html.SpaceColumns.SpaceColumn;
import io.synapse.run.Bracket;
import io.synapse.run.RunRecord.RunMoment;
import io.synapse.run.TrialRecord;
import io.synapse.run.TrialRecord.AttemptRecord;
import io.synapse.space.Objective;
import io.synapse.store.run.StoredRun.RecordedRun;
import io.synapse.store.run.StoredRun.RunMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the page shows at once: the run, and a row for each trial. */
final class PageData {

  private final RecordedRun run;
  private final SpaceColumns space;
  private final TrialRanking ranking;
  private final List<Bracket> brackets;

  PageData(RecordedRun run, SpaceColumns space, TrialRanking ranking, List<Bracket> brackets) {
    this.run = run;
    this.space = space;
    this.ranking = ranking;
    this.brackets = brackets;
  }

  EmbeddedJson toJson(Instant written, long reloadSeconds) {
    List<String> metrics = metrics();
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("run", runFields());
    page.put("written", written.toEpochMilli());
    page.put("reload", reloadSeconds);
    page.put("params", space.columns().stream().map(SpaceColumn::toJson).toList());
    page.put("metrics", metrics);
    page.put("importances", importances());
    page.put("brackets", brackets.stream().map(PageData::bracket).toList());
    page.put(
        "failures", FailureWay.of(run.record().trials()).stream().map(FailureWay::toJson).toList());
    page.put("moments", run.record().moments().stream().map(PageData::moment).toList());
    page.put("environment", new RunEnvironmentFacts(run).toJson());
    page.put("job", run.record().job());
    PageTrialRows rows = new PageTrialRows(space, metrics, run.row().objective());
    page.put("trials", run.record().trials().stream().map(rows::row).toList());
    return EmbeddedJson.of(page);
  }

  private Map<String, Object> runFields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("id", run.row().id());
    fields.put("name", run.row().jobName());
    fields.put("description", run.record().params().getOrDefault("description", ""));
    fields.put("tune", run.row().mode() == RunMode.TUNE);
    fields.put("status", run.status().text());
    fields.put("metric", run.row().objective().map(Objective::metric).orElse(null));
    fields.put("mode", run.row().objective().map(PageData::mode).orElse(null));
    fields.put("best", ranking.best().orElse(null));
    fields.put("started", run.row().started().toEpochMilli());
    fields.put("finished", run.row().finished().map(Instant::toEpochMilli).orElse(null));
    fields.put("folder", run.folder().path().toString());
    fields.put("trouble", run.record().trouble().orElse(null));
    return fields;
  }

  private static String mode(Objective objective) {
    return objective.mode().name().toLowerCase(Locale.ROOT);
  }

  /** The objective first, then the others in the order in which they were seen. */
  private List<String> metrics() {
    Set<String> names = new LinkedHashSet<>();
    run.row().objective().ifPresent(objective -> names.add(objective.metric()));
    for (TrialRecord trial : run.record().trials()) {
      trial.metrics().forEach((name, value) -> addNumber(name, value, names));
      names.addAll(trial.log().reports().metrics());
    }
    names.remove("training_iteration");
    return List.copyOf(names);
  }

  private static void addNumber(String name, Object value, Set<String> names) {
    if (value instanceof Number) {
      names.add(name);
    }
  }

  private List<List<Object>> importances() {
    return space.importances(run).stream()
        .map(each -> List.<Object>of(each.name(), each.share()))
        .toList();
  }

  private static Map<String, Object> bracket(Bracket bracket) {
    return Map.of(
        "number", bracket.number(),
        "trials", bracket.trials(),
        "rungs", bracket.rungs().stream().map(PageData::rung).toList());
  }

  private static Map<String, Object> rung(Bracket.Rung rung) {
    return Map.of(
        "time", rung.time(),
        "reached", rung.reached(),
        "waiting", rung.waiting(),
        "kept", rung.kept(),
        "best", rung.best());
  }

  private static List<Object> moment(RunMoment moment) {
    return List.of(moment.time().toEpochMilli(), moment.name(), moment.text());
  }

  /** With what and where a run ran, as names and texts; the fingerprints among them. */
  static final class RunEnvironmentFacts {

    private final RecordedRun run;

    RunEnvironmentFacts(RecordedRun run) {
      this.run = run;
    }

    Map<String, String> toJson() {
      Map<String, Object> facts = run.record().details();
      Map<String, Object> plugin = object(facts, "plugin");
      Map<String, Object> python = object(plugin, "python");
      Map<String, Object> options = object(facts, "options");
      Map<String, String> shown = new LinkedHashMap<>();
      object(facts, "versions").forEach((name, version) -> shown.put(name, version + ""));
      shown.put("python", (text(python, "version") + " " + text(python, "interpreter")).strip());
      shown.put("plugin", text(plugin, "name"));
      shown.put("plugin's path", text(plugin, "path"));
      shown.put("plugin's fingerprint", text(plugin, "fingerprint"));
      shown.put("data set", text(run.record().dataset(), "name"));
      shown.put("data set's path", text(run.record().dataset(), "path"));
      shown.put("data set's fingerprint", text(run.record().dataset(), "fingerprint"));
      shown.put("seed", text(facts, "seed"));
      shown.put("executor", text(options, "executor"));
      shown.put("Ray's address", text(options, "ray_address"));
      shown.put("trials at once", text(options, "concurrency"));
      shown.put("nodes", nodes());
      shown.put("process", host() + ", number " + run.row().process().pid());
      shown.put("job file", text(options, "file"));
      shown.put("folder", run.folder().path().toString());
      shown.values().removeIf(String::isEmpty);
      return shown;
    }

    /** Its name without the part that distinguishes process namespaces on it. */
    private String host() {
      return run.row().process().host().replaceFirst(" pid:\\[\\d+]$", "");
    }

    private String nodes() {
      return run.record().trials().stream()
          .flatMap(trial -> trial.attempts().stream())
          .map(AttemptRecord::place)
          .filter(place -> !place.isEmpty())
          .distinct()
          .sorted()
          .collect(Collectors.joining(", "));
    }
  }
}
