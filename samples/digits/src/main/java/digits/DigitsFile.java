package digits;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The file of digits: a line per digit, 64 pixels from 0 to 16 and then its class, separated by
 * commas; no header.
 */
final class DigitsFile {

  private static final int DARKEST = 16;
  private static final int COLUMNS = Samples.PIXELS + 1;

  private final Path file;
  private final float[] pixels;
  private final int[] labels;

  private DigitsFile(Path file, int lines) {
    this.file = file;
    this.pixels = new float[lines * Samples.PIXELS];
    this.labels = new int[lines];
  }

  /**
   * Reads a file, compressed with gzip when its name ends in {@code .gz}.
   *
   * @throws IllegalArgumentException when it is not such a file; the message names the line
   * @throws IOException when it cannot be read
   */
  static Samples read(Path file) throws IOException {
    List<String> lines = linesOf(file);
    DigitsFile digits = new DigitsFile(file, lines.size());
    for (int i = 0; i < lines.size(); i++) {
      digits.parse(i, lines.get(i));
    }
    return new Samples(digits.pixels, digits.labels);
  }

  private static List<String> linesOf(Path file) throws IOException {
    try (InputStream in = open(file)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (ZipException | EOFException e) {
      throw new IllegalArgumentException(
          file + " is damaged, or not compressed with gzip as its name says", e);
    }
  }

  private static InputStream open(Path file) throws IOException {
    InputStream bytes = Files.newInputStream(file);
    if (!file.getFileName().toString().endsWith(".gz")) {
      return bytes;
    }
    try {
      return new GZIPInputStream(bytes);
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  private void parse(int index, String line) {
    String[] columns = line.split(",", -1);
    if (columns.length != COLUMNS) {
      throw wrong(index, "must have " + COLUMNS + " columns, and has " + columns.length);
    }
    for (int i = 0; i < Samples.PIXELS; i++) {
      pixels[index * Samples.PIXELS + i] = integer(index, columns[i], DARKEST) / (float) DARKEST;
    }
    labels[index] = integer(index, columns[Samples.PIXELS], Samples.CLASSES - 1);
  }

  private int integer(int index, String text, int most) {
    try {
      int value = Integer.parseInt(text.strip());
      if (value >= 0 && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the message for a wrong number.
    }
    throw wrong(index, "must hold integers from 0 to " + most + " there, and has '" + text + "'");
  }

  private IllegalArgumentException wrong(int index, String problem) {
    return new IllegalArgumentException(
        "%s, line %d: %s (%d pixels and then the class)"
            .formatted(file, index + 1, problem, Samples.PIXELS));
  }
}
