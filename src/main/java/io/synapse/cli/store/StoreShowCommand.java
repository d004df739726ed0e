package io.synapse.cli.store;

import io.synapse.cli.command.BasicCommand;
import io.synapse.cli.command.ExitStatus;
import io.synapse.cli.command.StoreOption;
import io.synapse.cli.output.FieldList;
import io.synapse.cli.output.FormatOption.JsonOption;
import io.synapse.cli.output.TextTable;
import io.synapse.cli.output.TextTable.Column;
import io.synapse.cli.runs.RunFacts;
import io.synapse.files.DiskSpace;
import io.synapse.store.Store;
import io.synapse.store.Store.StoreUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code synapse store show}. */
@Command(
    name = "show",
    sortOptions = false,
    description = "Tells what each part of the store takes of the disk, and what is left there.",
    footerHeading = "%nExample:%n",
    footer = "  synapse store show")
final class StoreShowCommand extends BasicCommand {

  @Mixin private JsonOption json;
  @Mixin private StoreOption store;

  @Override
  public Integer call() {
    try (Store opened = store.openForReading()) {
      List<StoreUsage> parts = opened.use();
      long free = DiskSpace.usable(opened.folder());
      if (json.isChosen()) {
        output().json(document(opened, parts, free));
      } else {
        output()
            .fields(new FieldList().add("path", opened.folder()).add("free", DiskSpace.text(free)));
        output().emptyLine();
        output().table(table(parts));
      }
    }
    return ExitStatus.DONE;
  }

  private static Map<String, Object> document(Store store, List<StoreUsage> parts, long free) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("path", store.folder().toString());
    document.put("free", free);
    Map<String, Object> uses = new LinkedHashMap<>();
    parts.forEach(
        part -> uses.put(part.part(), Map.of("entries", part.entries(), "size", part.bytes())));
    document.put("parts", uses);
    return document;
  }

  private static TextTable table(List<StoreUsage> parts) {
    TextTable table =
        new TextTable(
            List.of(Column.text("PART"), Column.number("ENTRIES"), Column.number("SIZE")));
    for (StoreUsage part : parts) {
      String entries = part.entries() == 0 ? RunFacts.NOTHING : Long.toString(part.entries());
      table.add(List.of(part.part(), entries, DiskSpace.text(part.bytes())));
    }
    return table;
  }
}
