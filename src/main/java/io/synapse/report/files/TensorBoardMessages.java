package io.synapse.report.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * TensorBoard's messages, as far as we write them. The numbers are those of the fields in {@code
 * event.proto} (Event, SessionLog), {@code summary.proto} (Summary, SummaryMetadata) of {@code
 * tensorboard/compat/proto}, {@code tensorboard/plugins/hparams/plugin_data.proto}
 * (HParamsPluginData, SessionStartInfo, SessionEndInfo) and {@code google/protobuf/struct.proto}
 * (Value).
 */
final class TensorBoardMessages {

  /** Event: wall_time = 1, step = 2, file_version = 3, summary = 5, session_log = 7. */
  static final int STEP = 2;

  static final int SUMMARY = 5;

  /** Summary: value = 1. */
  static final int VALUE = 1;

  /** Summary.Value: tag = 1, simple_value = 2, image = 4, metadata = 9. */
  static final int TAG = 1;

  /** The tag of the hyperparameters, which a trial's first file begins with. */
  static final String START_INFO = "_hparams_/session_start_info";

  private static final String HPARAMS_PLUGIN = "hparams";
  private static final double NANOS = 1e9;

  private TensorBoardMessages() {}

  /** What an event file begins with. */
  static byte[] fileVersion(Instant time) {
    return event(time, 0).text(3, "brain.Event:2").toBytes();
  }

  /**
   * A session begins: SessionLog.status = 1, START = 1. TensorBoard forgets what it has read from
   * this step on, unless it is the first session of a folder.
   */
  static byte[] sessionStart(Instant time, long step) {
    return event(time, step).message(7, new ProtoMessage().integer(1, 1)).toBytes();
  }

  /** Numbers by tag, in one event. */
  static byte[] scalars(Instant time, long step, Map<String, Double> values) {
    ProtoMessage summary = new ProtoMessage();
    values.forEach(
        (tag, value) ->
            summary.message(
                VALUE, new ProtoMessage().text(TAG, tag).shortReal(2, value.floatValue())));
    return event(time, step).message(SUMMARY, summary).toBytes();
  }

  /**
   * A picture. Summary.Image: height = 1, width = 2, colorspace = 3 (the number of channels),
   * encoded_image_string = 4.
   */
  static byte[] picture(Instant time, long step, String tag, TensorBoardPicture picture) {
    ProtoMessage image =
        new ProtoMessage()
            .integer(1, picture.height())
            .integer(2, picture.width())
            .integer(3, picture.channels())
            .bytes(4, picture.file().array());
    return summary(time, step, new ProtoMessage().text(TAG, tag).message(4, image));
  }

  /**
   * The hyperparameters' values. HParamsPluginData.session_start_info = 3; SessionStartInfo:
   * hparams = 1 (a map: key = 1, value = 2), group_name = 4, start_time_secs = 5.
   *
   * @param name of the session, by which the page shows it
   */
  static byte[] sessionStartInfo(Instant time, String name, Map<String, Object> values) {
    ProtoMessage info = new ProtoMessage();
    values.forEach(
        (key, value) ->
            info.message(1, new ProtoMessage().text(1, key).message(2, structValue(value))));
    info.text(4, name).real(5, seconds(time));
    return hparams(time, START_INFO, new ProtoMessage().message(3, info));
  }

  /** How a session ended: the numbers are those of {@code Status} in the plugin's api.proto. */
  enum SessionStatus {
    SUCCESS(1),
    FAILURE(2);

    private final int number;

    SessionStatus(int number) {
      this.number = number;
    }
  }

  /**
   * The trial has ended. HParamsPluginData.session_end_info = 4; SessionEndInfo: status = 1,
   * end_time_secs = 2.
   */
  static byte[] sessionEndInfo(Instant time, SessionStatus status) {
    ProtoMessage info = new ProtoMessage().integer(1, status.number).real(2, seconds(time));
    return hparams(time, "_hparams_/session_end_info", new ProtoMessage().message(4, info));
  }

  /** Value: number_value = 2, string_value = 3, bool_value = 4. */
  private static ProtoMessage structValue(Object value) {
    if (value instanceof Number number) {
      return new ProtoMessage().real(2, number.doubleValue());
    }
    if (value instanceof Boolean truth) {
      return new ProtoMessage().integer(4, truth ? 1 : 0);
    }
    return new ProtoMessage().text(3, String.valueOf(value));
  }

  /**
   * Data of the plugin for hyperparameters. SummaryMetadata.plugin_data = 1; PluginData:
   * plugin_name = 1, content = 2.
   */
  private static byte[] hparams(Instant time, String tag, ProtoMessage content) {
    ProtoMessage data = new ProtoMessage().text(1, HPARAMS_PLUGIN).bytes(2, content.toBytes());
    ProtoMessage metadata = new ProtoMessage().message(1, data);
    return summary(time, 0, new ProtoMessage().text(TAG, tag).message(9, metadata));
  }

  private static byte[] summary(Instant time, long step, ProtoMessage value) {
    return event(time, step).message(SUMMARY, new ProtoMessage().message(VALUE, value)).toBytes();
  }

  private static ProtoMessage event(Instant time, long step) {
    return new ProtoMessage().real(1, seconds(time)).integer(STEP, step);
  }

  private static double seconds(Instant time) {
    return time.getEpochSecond() + time.getNano() / NANOS;
  }

  /**
   * A picture as TensorBoard takes it.
   *
   * @param file the bytes of its file, as they are
   * @param channels 1 for grey, 2 with transparency, 3 for colours, 4 with transparency
   */
  record TensorBoardPicture(ByteBuffer file, int width, int height, int channels) {

    /**
     * Reads a picture's size from its file; the pixels are not looked at.
     *
     * @return empty for a file that is no PNG, JPEG or GIF
     */
    static Optional<TensorBoardPicture> of(byte[] file) throws IOException {
      try (ImageInputStream input =
          new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
        Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
        return readers.hasNext() ? read(file, input, readers.next()) : Optional.empty();
      }
    }

    private static Optional<TensorBoardPicture> read(
        byte[] file, ImageInputStream input, ImageReader reader) throws IOException {
      try {
        reader.setInput(input);
        String format = reader.getFormatName().toLowerCase(Locale.ROOT);
        if (!format.matches("png|jpe?g|gif")) {
          return Optional.empty();
        }
        return Optional.of(
            new TensorBoardPicture(
                ByteBuffer.wrap(file), reader.getWidth(0), reader.getHeight(0), channels(reader)));
      } finally {
        reader.dispose();
      }
    }

    /** A JPEG may not say; it has colours then. */
    private static int channels(ImageReader reader) throws IOException {
      ImageTypeSpecifier type = reader.getRawImageType(0);
      return type == null ? 3 : type.getColorModel().getNumComponents();
    }
  }
}
