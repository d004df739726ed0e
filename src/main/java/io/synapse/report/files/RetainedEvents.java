package io.synapse.report.files;

import io.synapse.report.files.TensorBoardFiles.ReportTags;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What counts of a trial's event files: everything up to the report of an iteration. What follows
 * it was written by an attempt that did not reach its next checkpoint.
 */
final class RetainedEvents {

  private final long iteration;
  private final List<Path> files;

  /** By file: where what counts ends. */
  private final List<Long> ends = new ArrayList<>();

  private final Map<String, Long> highestSteps = new HashMap<>();
  private final Map<String, Long> sinceReport = new HashMap<>();
  private boolean beyond;
  private boolean lost;

  private RetainedEvents(List<Path> files, long iteration) {
    this.files = files;
    this.iteration = iteration;
  }

  /**
   * Reads files.
   *
   * @param files in their order
   * @param iteration the last that counts; {@link Long#MAX_VALUE} for all that is there
   */
  static RetainedEvents of(List<Path> files, long iteration) throws IOException {
    RetainedEvents counted = new RetainedEvents(files, iteration);
    for (Path file : files) {
      counted.read(ByteBuffer.wrap(Files.readAllBytes(file)));
    }
    counted.lost |= !counted.sinceReport.isEmpty();
    return counted;
  }

  /** Tag to the highest step of its events that count. */
  Map<String, Long> highestSteps() {
    return highestSteps;
  }

  /** The highest step that counts; 0 without any. */
  long highestStep() {
    return highestSteps.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /**
   * Cuts off what doesn't count, and half of an event that a killed process has left.
   *
   * @return whether whole events were cut off, which somebody may have read
   */
  boolean cut() throws IOException {
    for (int i = 0; i < files.size(); i++) {
      if (ends.get(i) < Files.size(files.get(i))) {
        AppendedFile.truncate(files.get(i), ends.get(i));
      }
    }
    return lost;
  }

  /** The last file, as it is when what doesn't count is cut off. */
  AppendedFile last() {
    int last = files.size() - 1;
    return new AppendedFile(files.get(last), ends.get(last));
  }

  private void read(ByteBuffer bytes) {
    int file = ends.size();
    ends.add(0L);
    Optional<byte[]> record = RecordFraming.read(bytes);
    while (record.isPresent()) {
      take(new ProtoFields(ByteBuffer.wrap(record.get())), file, bytes.position());
      record = RecordFraming.read(bytes);
    }
  }

  private void take(ProtoFields event, int file, long end) {
    List<String> tags =
        event.messages(TensorBoardMessages.SUMMARY).stream()
            .flatMap(summary -> summary.messages(TensorBoardMessages.VALUE).stream())
            .flatMap(value -> value.texts(TensorBoardMessages.TAG).stream())
            .filter(tag -> !tag.equals(TensorBoardMessages.START_INFO))
            .toList();
    long step = event.integer(TensorBoardMessages.STEP).orElse(0);
    boolean report = tags.stream().anyMatch(ReportTags::marksReport);
    beyond |= report && step > iteration;
    lost |= beyond && !tags.isEmpty();
    if (beyond) {
      endHeader(tags, file, end);
      return;
    }
    tags.forEach(tag -> sinceReport.merge(tag, step, Math::max));
    if (report || iteration == Long.MAX_VALUE) {
      sinceReport.forEach((tag, last) -> highestSteps.merge(tag, last, Math::max));
      sinceReport.clear();
      ends.set(file, end);
    } else {
      endHeader(tags, file, end);
    }
  }

  /** What a file begins with stays in any case: it says nothing of the trial. */
  private void endHeader(List<String> tags, int file, long end) {
    if (tags.isEmpty()) {
      ends.set(file, end);
    }
  }
}
