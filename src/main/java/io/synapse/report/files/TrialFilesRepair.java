package io.synapse.report.files;

import io.synapse.run.JournalReader;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunFolder;
import io.synapse.run.TrialEvent.VisualizationLogged;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Mends the files of trials that a process which was killed has not written to their end: makes
 * them again, as if nothing had happened, from the journal, and corrects what differs.
 */
final class TrialFilesRepair {

  private final RunFolder run;
  private final Path again;
  private final ResultLine.WriterProcess writer;

  TrialFilesRepair(Path run, ResultLine.WriterProcess writer) {
    this.run = new RunFolder(run.getFileName().toString(), "", run);
    this.again = run.resolve(".trial-files-again");
    this.writer = writer;
  }

  /**
   * Mends.
   *
   * @param from the first event that may be missing
   * @param end the first event that is not to be looked at
   * @throws IOException when the files of a trial could not be mended
   */
  void repair(long from, long end) throws IOException {
    Set<String> trials = new TreeSet<>();
    read(end, event -> addTrial(event, from, trials));
    if (trials.isEmpty()) {
      return;
    }
    delete();
    make(trials, end);
    for (String trial : trials) {
      if (Files.isDirectory(again.resolve(trial))) {
        exchange(again.resolve(trial), run.trialFolder(trial));
      }
    }
    delete();
  }

  /** Whether the run has ended: then no process writes these files any more. */
  boolean hasEnded() {
    RecordedEvent[] last = new RecordedEvent[1];
    read(Long.MAX_VALUE, event -> last[0] = event);
    return last[0] != null && last[0].event() instanceof RunEvent.RunFinished;
  }

  private void read(long end, Consumer<RecordedEvent> consumer) {
    try (Stream<RecordedEvent> events = JournalReader.read(run.journalFile())) {
      events.takeWhile(event -> event.sequence() < end).forEach(consumer);
    }
  }

  private static void addTrial(RecordedEvent recorded, long from, Set<String> trials) {
    if (recorded.sequence() >= from && RunFiles.concerns(recorded.event())) {
      trials.add(((RunEvent.OfTrial) recorded.event()).trialId());
    }
  }

  private void make(Set<String> trials, long end) throws IOException {
    RunFiles files = new RunFiles(again, writer, RunFiles.EarlierFiles.NOTHING);
    read(
        end,
        recorded -> {
          if (RunFiles.concerns(recorded.event())
              && trials.contains(((RunEvent.OfTrial) recorded.event()).trialId())) {
            files.take(located(recorded));
          }
        });
    files.flush();
    if (!files.isWritten()) {
      throw new IOException("the files of " + trials.size() + " trials could not be made again");
    }
  }

  /** The event with its file where it is now. */
  private RecordedEvent located(RecordedEvent recorded) {
    if (!(recorded.event() instanceof VisualizationLogged logged)) {
      return recorded;
    }
    return new RecordedEvent(
        recorded.sequence(),
        recorded.time(),
        new VisualizationLogged(
            logged.trialId(),
            logged.attempt(),
            logged.category(),
            logged.group(),
            logged.index(),
            logged.meta(),
            run.located(logged.file())));
  }

  /** Replaces a trial's files by what they should be, which is in another folder. */
  private static void exchange(Path made, Path trial) throws IOException {
    Files.createDirectories(trial);
    Set<Path> names = new HashSet<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(made)) {
      for (Path file : files) {
        names.add(file.getFileName());
        exchangeFile(file, trial.resolve(file.getFileName()));
      }
    }
    try (DirectoryStream<Path> events =
        Files.newDirectoryStream(trial, TensorBoardFiles.PREFIX + "*")) {
      for (Path file : events) {
        if (!names.contains(file.getFileName())) {
          Files.delete(file);
        }
      }
    }
  }

  /** Where only the end is missing it is added: a reader may have the file open. */
  private static void exchangeFile(Path made, Path file) throws IOException {
    byte[] content = Files.readAllBytes(made);
    if (!Files.exists(file)) {
      AppendedFile.replace(file, content);
      return;
    }
    long differs = Files.mismatch(made, file);
    long size = Files.size(file);
    if (differs == size && size < content.length) {
      AppendedFile grown = new AppendedFile(file, size);
      grown.add(Arrays.copyOfRange(content, (int) size, content.length));
      grown.flush();
    } else if (differs >= 0) {
      AppendedFile.replace(file, content);
    }
  }

  private void delete() throws IOException {
    if (!Files.exists(again)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(again)) {
      for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
