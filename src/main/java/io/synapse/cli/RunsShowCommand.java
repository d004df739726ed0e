package io.synapse.cli;

import io.synapse.store.RunStore;
import io.synapse.store.Store;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code synapse runs show}. */
@Command(
    name = "show",
    sortOptions = false,
    description = "Shows a run: what it came to, every trial, and why trials failed.",
    footerHeading = "%nExamples:%n",
    footer = {"  synapse runs show last", "  synapse runs show digits-2025 --json"})
final class RunsShowCommand extends BasicCommand {

  @Parameters(
      arity = "0..1",
      paramLabel = "RUN|last",
      defaultValue = RunStore.LAST,
      description = "The run's id, the start of one, or 'last' (default: ${DEFAULT-VALUE}).")
  private String name;

  @Mixin private JsonOption json;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    RunFacts facts;
    try (Store opened = store.openForReading()) {
      facts = RunFacts.of(opened.runs().find(name), opened.runs());
    }
    Optional<Map<String, Object>> results = facts.results();
    if (json.isChosen()) {
      output().json(document(facts, results));
    } else {
      new RunDescription(facts, results).print(output());
    }
    return ExitStatus.DONE;
  }

  private static Map<String, Object> document(
      RunFacts facts, Optional<Map<String, Object>> results) {
    Map<String, Object> document = new LinkedHashMap<>(facts.toJson());
    Optional<Map<String, Object>> record = facts.job();
    document.put("job", record.map(found -> found.get("job")).orElse(null));
    document.put("options", record.map(found -> found.get("options")).orElse(null));
    document.put("results", results.orElse(null));
    return document;
  }
}
