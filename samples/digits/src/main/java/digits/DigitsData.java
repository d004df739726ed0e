package digits;

import io.synapse.api.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The data set in three parts with the same share of each class: four sixths to train on, one to
 * choose by, one held out.
 *
 * @param training what the weights are fitted to
 * @param validation what hyperparameters are chosen by
 * @param test what is looked at once, at the end
 */
record DigitsData(Samples training, Samples validation, Samples test) {

  private static final String FILE_NAME = "digits.csv.gz";
  private static final int PARTS = 6;

  /** The same for every trial and every run: accuracies are comparable only on the same digits. */
  private static final long SPLIT_SEED = 1797;

  /**
   * Reads and divides the data set.
   *
   * @param dataset the file itself, or a folder with a {@code digits.csv.gz}
   * @throws IllegalArgumentException when there is no such file, a line of it is wrong, or a class
   *     has too few digits to divide; the message says where
   * @throws IOException when it cannot be read
   */
  static DigitsData load(Dataset dataset) throws IOException {
    Path file = fileOf(dataset.path());
    return split(file, DigitsFile.read(file));
  }

  private static Path fileOf(Path path) {
    if (!Files.isDirectory(path)) {
      return path;
    }
    Path file = path.resolve(FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "the data set " + path + " must be the file " + FILE_NAME + " or a folder with it");
    }
    return file;
  }

  private static DigitsData split(Path file, Samples all) {
    SplittableRandom random = new SplittableRandom(SPLIT_SEED);
    IntStream.Builder training = IntStream.builder();
    IntStream.Builder validation = IntStream.builder();
    IntStream.Builder test = IntStream.builder();
    for (int label = 0; label < Samples.CLASSES; label++) {
      int[] ofClass = indicesOf(file, all, label);
      Shuffle.inPlace(ofClass, random);
      int part = ofClass.length / PARTS;
      Arrays.stream(ofClass, 0, part).forEach(test);
      Arrays.stream(ofClass, part, 2 * part).forEach(validation);
      Arrays.stream(ofClass, 2 * part, ofClass.length).forEach(training);
    }
    return new DigitsData(
        all.select(training.build().toArray()),
        all.select(validation.build().toArray()),
        all.select(test.build().toArray()));
  }

  private static int[] indicesOf(Path file, Samples all, int label) {
    int[] indices = IntStream.range(0, all.count()).filter(i -> all.label(i) == label).toArray();
    if (indices.length < PARTS) {
      throw new IllegalArgumentException(
          "%s: there must be at least %d digits of every class, and class %d has %d"
              .formatted(file, PARTS, label, indices.length));
    }
    return indices;
  }
}
