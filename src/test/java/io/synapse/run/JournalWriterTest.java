package io.synapse.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.problem.OperationFailedException;
import io.synapse.testing.ChildJvm;
import io.synapse.testing.TinyDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class JournalWriterTest extends JournalContract {

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("run/journal.jsonl");
  }

  @Override
  protected Journal open() {
    return new JournalWriter(file());
  }

  @Override
  protected Journal openFailing() {
    return new JournalWriter(Path.of("/dev/full"));
  }

  @Override
  protected List<Map<String, Object>> read() {
    try (Stream<Map<String, Object>> lines =
        JournalReader.fields(file(), ShallowJson.UnreadKinds.LISTS_UNREAD)) {
      return lines.toList();
    }
  }

  @Test
  void theFileAppearsWithTheFirstEvent() {
    try (Journal journal = open()) {
      journal.flush();
      journal.sync();
      assertThat(file().getParent()).doesNotExist();
      journal.append(event(0));
      journal.flush();
      assertThat(file()).exists();
    }
  }

  @Test
  void aJournalWithoutEventsLeavesNoFile() {
    open().close();
    assertThat(file()).doesNotExist();
  }

  @Test
  void whatADeadProcessLeftOfALastLineIsCutOff() throws Exception {
    try (Journal journal = open()) {
      journal.append(event(0));
    }
    String torn = "x".repeat(20_000);
    Files.writeString(file(), torn, StandardOpenOption.APPEND);
    assertThat(read()).hasSize(1);
    try (Journal journal = open()) {
      journal.append(event(1));
    }
    assertThat(read()).extracting(line -> line.get("seq")).containsExactly(0L, 1L);
  }

  @Test
  void aFileThatIsOnlyAPartOfALineStartsAnew() throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "{\"seq\":0,\"ti");
    assertThat(read()).isEmpty();
    try (Journal journal = open()) {
      journal.append(event(0));
    }
    assertThat(read()).hasSize(1);
  }

  @Test
  void aJournalThatFailedWritesNothingMore() {
    Journal journal = openFailing();
    journal.append(event(0));
    assertThatThrownBy(journal::flush).hasMessageContaining("/dev/full");
    journal.append(event(1));
    assertThatThrownBy(journal::sync)
        .isInstanceOf(OperationFailedException.class)
        .hasMessageContaining("failed before");
    journal.close();
  }

  @Test
  void aFullDiskKeepsTheWholeLinesAlone() throws Exception {
    try (TinyDisk disk = TinyDisk.mount(folder.resolve("disk"), 1)) {
      Path file = disk.folder().resolve("journal.jsonl");
      Journal journal = new JournalWriter(file);
      assertThatThrownBy(() -> appendUntilFull(journal))
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("cannot write the journal at " + file)
          .hasMessageContaining("the disk is full");
      journal.close();
      assertThat(Files.readString(file)).endsWith("}\n");
    }
  }

  private static void appendUntilFull(Journal journal) {
    for (int i = 0; i < 100_000; i++) {
      journal.append(event(i));
    }
    journal.flush();
  }

  @Test
  void twoWritersAtOnceAreRefused() {
    try (Journal first = open()) {
      first.append(event(0));
      first.flush();
      Journal second = open();
      second.append(event(1));
      assertThatThrownBy(second::flush)
          .isInstanceOf(OperationFailedException.class)
          .hasMessageContaining("another process writes it");
      second.close();
      first.append(event(1));
    }
    assertThat(read()).hasSize(2);
  }

  @Test
  void aWriterInAnotherProcessIsRefusedUntilItDies() throws Exception {
    Process child = ChildJvm.start(JournalHolder.class, file().toString());
    try {
      assertThat(child.inputReader().readLine()).isEqualTo("holding");
      Journal refused = open();
      refused.append(event(1));
      assertThatThrownBy(refused::flush).hasMessageContaining("another process writes it");
      refused.close();
    } finally {
      child.destroyForcibly().waitFor();
    }
    try (Journal journal = open()) {
      journal.append(event(1));
    }
    assertThat(read()).hasSize(2);
  }

  /** Holds a journal until it is killed. */
  public static final class JournalHolder {

    public static void main(String[] arguments) throws Exception {
      try (Journal journal = new JournalWriter(Path.of(arguments[0]))) {
        journal.append(event(0));
        journal.flush();
        System.out.println("holding");
        System.in.read();
      }
    }
  }

  @Test
  void manyEventsAreWrittenFast() {
    long start = System.nanoTime();
    try (Journal journal = open()) {
      for (int i = 0; i < 30_000; i++) {
        journal.append(event(i));
        if (i % 10 == 0) {
          journal.flush();
          journal.sync();
        }
      }
    }
    try (Stream<RecordedEvent> events = JournalReader.read(file())) {
      assertThat(events.count()).isEqualTo(30_000);
    }
    // Well below a second on an idle machine; the rest is for a busy one.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }
}
