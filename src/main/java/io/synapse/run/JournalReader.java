package io.synapse.run;

import io.synapse.files.JsonFile;
import io.synapse.files.StorageFailure;
import io.synapse.problem.OperationFailedException;
import io.synapse.run.ShallowJson.LazyList;
import io.synapse.run.ShallowJson.LazyObject;
import io.synapse.run.ShallowJson.UnreadKinds;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;

/** Reads the lines of a journal, also while it is written. */
public final class JournalReader implements Iterator<RecordedEvent>, AutoCloseable {

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path path;
  private final ShallowJson json;
  private final InputStream input;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private int position;
  private int limit;
  private long number;
  private boolean ready;

  private JournalReader(Path path, InputStream input, UnreadKinds depth) {
    this.path = path;
    this.json = new ShallowJson(depth);
    this.input = input;
  }

  /**
   * The events in their order, one at a time: JSON values, NaN and infinities as texts. A last line
   * without its end, which a dead process left, is left out. Lists are read when they are looked
   * at, as the tables of trials are a good part of a journal and hardly anybody wants them; damage
   * inside of one is reported then, in the same way.
   *
   * @return a stream that the caller closes
   * @throws OperationFailedException now when the file cannot be opened, later at a line that is
   *     damaged, with its number
   */
  public static Stream<RecordedEvent> read(Path path) {
    return read(path, UnreadKinds.LISTS_UNREAD);
  }

  /**
   * The same events for those who look into few of them: objects in them, such as metrics, are also
   * read when they are looked at.
   *
   * @return a stream that the caller closes
   * @throws OperationFailedException as {@link #read(Path)} does
   */
  public static Stream<RecordedEvent> skim(Path path) {
    return read(path, UnreadKinds.LISTS_AND_OBJECTS_UNREAD);
  }

  private static Stream<RecordedEvent> read(Path path, UnreadKinds depth) {
    JournalReader reader = open(path, depth);
    return stream(reader, reader);
  }

  /** The fields of each line, as the codec reads them. */
  static Stream<Map<String, Object>> fields(Path path, UnreadKinds depth) {
    JournalReader reader = open(path, depth);
    Iterator<Map<String, Object>> lines =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return reader.hasNext();
          }

          @Override
          public Map<String, Object> next() {
            return reader.nextFields();
          }
        };
    return stream(lines, reader);
  }

  private static <T> Stream<T> stream(Iterator<T> iterator, JournalReader reader) {
    int traits = Spliterator.ORDERED | Spliterator.NONNULL;
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(iterator, traits), false)
        .onClose(reader::close);
  }

  /**
   * The events in their order, of a journal that grows: {@link #hasNext} is true again when more
   * has been written since.
   *
   * @throws OperationFailedException as {@link #read(Path)} does
   */
  public static JournalReader follow(Path path) {
    return open(path, UnreadKinds.LISTS_UNREAD);
  }

  private static JournalReader open(Path path, UnreadKinds depth) {
    try {
      return new JournalReader(path, Files.newInputStream(path), depth);
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
  public RecordedEvent next() {
    return RunEventCodec.read(nextFields());
  }

  private Map<String, Object> nextFields() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    number++;
    long place = number;
    byte[] bytes = line.toByteArray();
    line.reset();
    return checked(place, () -> json.parse(bytes, text -> unread(text, place)));
  }

  private Object unread(byte[] text, long place) {
    return text[0] == '['
        ? new LazyList(() -> checked(place, () -> JsonFile.parseList(text)))
        : new LazyObject(() -> checked(place, () -> JsonFile.parse(text)));
  }

  private <V> V checked(long place, Supplier<V> reading) {
    try {
      return reading.get();
    } catch (JacksonException e) {
      throw new OperationFailedException(
          "%s:%d: the journal is damaged: the line is not a JSON object (%s); restore the file"
                  .formatted(path, place, e.getOriginalMessage())
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
