package io.synapse.store;

import io.synapse.problem.OperationFailedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;

/** Reads the lines of a journal, also while it is written. */
public final class JournalReader implements Iterator<Map<String, Object>>, AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final InputStream input;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int position;
  private int limit;
  private long number;
  private boolean ready;

  private JournalReader(Path path, InputStream input) {
    this.path = path;
    this.input = input;
  }

  /**
   * The events in their order, one at a time: JSON values, NaN and infinities as texts. A last line
   * without its end, which a dead process left, is left out.
   *
   * @return a stream that the caller closes
   * @throws OperationFailedException now when the file cannot be opened, later at a line that is
   *     damaged, with its number
   */
  public static Stream<Map<String, Object>> read(Path path) {
    JournalReader reader = follow(path);
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(reader, traits), false)
        .onClose(reader::close);
  }

  /**
   * The events in their order, of a journal that grows: {@link #hasNext} is true again when more
   * has been written since.
   *
   * @throws OperationFailedException as {@link #read}
   */
  public static JournalReader follow(Path path) {
    try {
      return new JournalReader(path, Files.newInputStream(path));
    } catch (IOException e) {
      throw StorageFailure.of("read the journal", path, e);
    }
  }

  @Override
  public boolean hasNext() {
    if (!ready) {
      ready = readLine();
    }
    return ready;
  }

  @Override
  public Map<String, Object> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    number++;
    byte[] bytes = line.toByteArray();
    line.reset();
    try {
      return JsonFile.parse(bytes);
    } catch (JacksonException e) {
      throw new OperationFailedException(
          "%s:%d: the journal is damaged: the line is not a JSON object (%s); restore the file"
                  .formatted(path, number, e.getOriginalMessage())
              + " from a copy, or start the job anew",
          e);
    }
  }

  /**
   * Whether there was a whole line; what there is of one stays. Takes whole stretches of the
   * buffer: byte by byte, this was half of a resume.
   */
  private boolean readLine() {
    try {
      while (position < limit || fill()) {
        int from = position;
        while (position < limit && buffer[position] != '\n') {
          position++;
        }
        line.write(buffer, from, position - from);
        if (position < limit) {
          position++;
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw StorageFailure.of("read the journal", path, e);
    }
  }

  private boolean fill() throws IOException {
    position = 0;
    limit = Math.max(0, input.read(buffer));
    return limit > 0;
  }

  @Override
  public void close() {
    try {
      input.close();
    } catch (IOException e) {
      throw StorageFailure.of("close the journal", path, e);
    }
  }
}
