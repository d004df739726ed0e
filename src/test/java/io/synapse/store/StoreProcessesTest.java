package io.synapse.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.store.dataset.StoredDataset;
import io.synapse.store.model.ModelStore.ModelSummary;
import io.synapse.testing.ChildJvm;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one store, and what is left when one dies. */
class StoreProcessesTest {

  private static final int PROCESSES = 3;
  private static final int COUNT = 15;

  @TempDir Path folder;

  private Path root() {
    return folder.resolve("store");
  }

  @Test
  void processesThatMakeAndFillAStoreAtOnceNeitherCollideNorLoseARow() throws Exception {
    List<Process> processes = startTogether(PROCESSES);
    List<String> reported = new ArrayList<>();
    for (Process process : processes) {
      process.inputReader().lines().forEach(reported::add);
      assertThat(process.waitFor()).isZero();
    }
    assertThat(reported).filteredOn("done"::equals).hasSize(PROCESSES);
    reported.removeIf("done"::equals);
    assertThat(reported).doesNotHaveDuplicates().hasSize(3 * PROCESSES * COUNT);
    try (Store store = Store.open(root())) {
      assertThat(reported).containsExactlyInAnyOrderElementsOf(everythingIn(store));
      assertRowsAndFoldersAgree(store);
    }
  }

  @Test
  void aProcessKilledAtAnyMomentLeavesNoHalves() throws Exception {
    for (int killAfter = 1; killAfter <= 25; killAfter += 8) {
      Process process = startTogether(1).get(0);
      BufferedReader output = process.inputReader();
      for (int line = 0; line < killAfter; line++) {
        assertThat(output.readLine()).isNotNull();
      }
      process.destroyForcibly().waitFor();
      try (Store store = Store.open(root())) {
        assertRowsAndFoldersAgree(store);
      }
    }
  }

  private List<Process> startTogether(int count) throws Exception {
    List<Process> processes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      processes.add(
          ChildJvm.start(
              StoreWriterProcess.class, root().toString(), "add", Integer.toString(COUNT)));
    }
    for (Process process : processes) {
      assertThat(readLine(process)).isEqualTo("ready");
    }
    for (Process process : processes) {
      try (OutputStream input = process.getOutputStream()) {
        input.write('\n');
      }
    }
    return processes;
  }

  private static String readLine(Process process) throws Exception {
    return process.inputReader().readLine();
  }

  private static List<String> everythingIn(Store store) {
    List<String> all = new ArrayList<>();
    store.models().list().forEach(model -> all.add("model " + model.id()));
    store.runs().list().forEach(run -> all.add("run " + run.id()));
    store.datasets().list().forEach(dataset -> all.add("dataset " + dataset.id()));
    return all;
  }

  private static void assertRowsAndFoldersAgree(Store store) throws Exception {
    List<String> folders = new ArrayList<>();
    for (String kind : List.of("model", "run", "dataset")) {
      String[] names = store.folder().resolve(kind + "s").toFile().list();
      for (String name : names == null ? new String[0] : names) {
        folders.add(kind + " " + name);
      }
    }
    assertThat(folders).containsExactlyInAnyOrderElementsOf(everythingIn(store));
    assertThat(store.folder().resolve("tmp")).isEmptyDirectory();
    for (ModelSummary model : store.models().list()) {
      store.models().verify(store.models().existing(model.id()));
    }
    for (StoredDataset dataset : store.datasets().list()) {
      assertThat(Files.size(dataset.path())).isEqualTo(dataset.size());
    }
  }
}
