package io.synapse.report.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A picture as TensorBoard takes it.
 *
 * @param file the bytes of its file, as they are
 * @param channels 1 for grey, 2 with transparency, 3 for colours, 4 with transparency
 */
record Picture(ByteBuffer file, int width, int height, int channels) {

  /**
   * Reads a picture's size from its file; the pixels are not looked at.
   *
   * @return empty for a file that is no PNG, JPEG or GIF
   */
  static Optional<Picture> of(byte[] file) throws IOException {
    try (ImageInputStream input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
      return readers.hasNext() ? read(file, input, readers.next()) : Optional.empty();
    }
  }

  private static Optional<Picture> read(byte[] file, ImageInputStream input, ImageReader reader)
      throws IOException {
    try {
      reader.setInput(input);
      String format = reader.getFormatName().toLowerCase(Locale.ROOT);
      if (!format.matches("png|jpe?g|gif")) {
        return Optional.empty();
      }
      return Optional.of(
          new Picture(
              ByteBuffer.wrap(file), reader.getWidth(0), reader.getHeight(0), channels(reader)));
    } finally {
      reader.dispose();
    }
  }

  /** A JPEG may not tell; it has colours then. */
  private static int channels(ImageReader reader) throws IOException {
    ImageTypeSpecifier type = reader.getRawImageType(0);
    return type == null ? 3 : type.getColorModel().getNumComponents();
  }
}
