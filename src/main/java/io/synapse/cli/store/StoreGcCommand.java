package io.synapse.cli.store;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.output.FormatOption.JsonOption;
import io.synapse.cli.output.TextTable;
import io.synapse.cli.output.TextTable.Column;
import io.synapse.files.DiskSpace;
import io.synapse.store.Store;
import io.synapse.store.gc.GarbageCollector;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code synapse store gc}. */
@Command(
    name = "gc",
    sortOptions = false,
    description = {
      "Deletes what nothing in the store refers to: what processes left that died, folders without"
          + " an entry, and checkpoints from which no trial can go on.",
      "Nothing of a run that is running, and nothing that was changed within the last hour."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  synapse store gc --dry-run", "  synapse store gc"})
final class StoreGcCommand extends BasicCommand {

  @Option(names = "--dry-run", description = "Lists what would be deleted, and deletes nothing.")
  private boolean dryRun;

  @Mixin private JsonOption json;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    Instant now = Instant.now();
    List<GarbageCollector.Garbage> found = found(now);
    List<GarbageCollector.Garbage> reported = dryRun ? found : deleted(found, now);
    if (json.isChosen()) {
      output().json(document(reported));
    } else if (!reported.isEmpty()) {
      output().table(table(reported));
    }
    output().message(summary(reported));
    return ExitStatus.DONE;
  }

  /** For reading: opening a store to change it deletes some of this silently. */
  private List<GarbageCollector.Garbage> found(Instant now) {
    try (Store opened = store.openForReading()) {
      return opened.garbage().find(now);
    }
  }

  private List<GarbageCollector.Garbage> deleted(
      List<GarbageCollector.Garbage> found, Instant now) {
    if (found.isEmpty()) {
      return found;
    }
    try (Store opened = store.openExisting()) {
      GarbageCollector collector = opened.garbage();
      return found.stream().filter(each -> collector.delete(each, now)).toList();
    }
  }

  private String summary(List<GarbageCollector.Garbage> reported) {
    String size = DiskSpace.text(size(reported));
    if (reported.isEmpty()) {
      return "nothing to delete";
    }
    return dryRun
        ? "%d to delete, which frees %s; leave --dry-run out to do so"
            .formatted(reported.size(), size)
        : "deleted %d, which freed %s".formatted(reported.size(), size);
  }

  private static long size(List<GarbageCollector.Garbage> reported) {
    return reported.stream().mapToLong(GarbageCollector.Garbage::size).sum();
  }

  private Map<String, Object> document(List<GarbageCollector.Garbage> reported) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("dry_run", dryRun);
    document.put("size", size(reported));
    document.put("garbage", reported.stream().map(StoreGcCommand::document).toList());
    return document;
  }

  private static Map<String, Object> document(GarbageCollector.Garbage garbage) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("kind", kind(garbage));
    fields.put("path", garbage.path().toString());
    fields.put("size", garbage.size());
    fields.put("reason", garbage.reason());
    return fields;
  }

  private static TextTable table(List<GarbageCollector.Garbage> reported) {
    TextTable table =
        new TextTable(
            List.of(
                Column.whole("KIND"),
                Column.number("SIZE"),
                Column.text("REASON"),
                Column.whole("PATH")));
    reported.forEach(
        each ->
            table.add(
                List.of(
                    kind(each),
                    DiskSpace.text(each.size()),
                    each.reason(),
                    each.path().toString())));
    return table;
  }

  private static String kind(GarbageCollector.Garbage garbage) {
    return garbage.kind().name().toLowerCase(Locale.ROOT);
  }
}
