package io.synapse.execute.attempt;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import javax.imageio.ImageIO;

/** The engine's copies of one trial's pictures: {@code visualizations/} in the trial's folder. */
public final class VisualizationFolder {

  private static final int LONGEST_NAME = 60;

  private final Path folder;

  /**
   * The pictures of a trial.
   *
   * @param trialFolder the trial's folder; neither it nor the pictures' need exist yet
   */
  public VisualizationFolder(Path trialFolder) {
    this.folder = trialFolder.resolve("visualizations");
  }

  /**
   * Keeps a picture; one of the same category, group and index is replaced.
   *
   * @param image a path, the bytes of a file, or a {@link BufferedImage}, stored as PNG
   * @return the copy
   * @throws IllegalArgumentException for any other kind of image
   * @throws UncheckedIOException when it cannot be read or written
   */
  public Path keep(String category, String group, int index, Object image) {
    String name = fileName(category) + "/" + fileName(group) + "/";
    Path target =
        folder.resolve(name + String.format(Locale.ROOT, "%06d", index) + "." + extension(image));
    try {
      Files.createDirectories(target.getParent());
      write(image, target);
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException("the picture " + target + " could not be kept: " + e, e);
    }
  }

  private static void write(Object image, Path target) throws IOException {
    if (image instanceof Path path) {
      Files.copy(path, target, StandardCopyOption.REPLACE_EXISTING);
    } else if (image instanceof byte[] bytes) {
      Files.write(target, bytes);
    } else {
      ImageIO.write((BufferedImage) image, "png", target.toFile());
    }
  }

  private static String extension(Object image) {
    if (image instanceof BufferedImage) {
      return "png";
    }
    if (image instanceof byte[] bytes) {
      return extensionOf(bytes);
    }
    if (image instanceof Path path) {
      String name = path.getFileName().toString();
      int dot = name.lastIndexOf('.');
      return dot < 0 ? "bin" : fileName(name.substring(dot + 1));
    }
    throw new IllegalArgumentException(
        "an image is a Path, a byte[] or a BufferedImage, and is "
            + (image == null ? "null" : image.getClass().getName()));
  }

  /** By the file's first bytes: PNG, JPEG, GIF, else unknown. */
  private static String extensionOf(byte[] bytes) {
    if (bytes.length > 3 && bytes[0] == (byte) 0x89 && bytes[1] == 'P') {
      return "png";
    }
    if (bytes.length > 3 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xD8) {
      return "jpg";
    }
    return bytes.length > 3 && bytes[0] == 'G' && bytes[1] == 'I' ? "gif" : "bin";
  }

  /** Letters, digits, dash and underscore stay; everything else is percent-encoded, then cut. */
  private static String fileName(String text) {
    StringBuilder name = new StringBuilder();
    text.codePoints()
        .forEach(
            letter -> {
              if (Character.isLetterOrDigit(letter) || letter == '-' || letter == '_') {
                name.appendCodePoint(letter);
              } else {
                for (byte each : Character.toString(letter).getBytes(StandardCharsets.UTF_8)) {
                  name.append(String.format(Locale.ROOT, "%%%02X", each));
                }
              }
            });
    return name.length() <= LONGEST_NAME
        ? name.toString()
        : name.substring(0, LONGEST_NAME) + Integer.toHexString(text.hashCode());
  }
}
