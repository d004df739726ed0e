package io.synapse.report.html;

import io.synapse.report.record.RecordedPicture;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes pictures into the page as long as there is room. */
final class PictureBudget {

  private static final long LARGEST_BYTES = 500_000;
  private static final Map<String, String> TYPES =
      Map.of(
          "png", "image/png",
          "jpg", "image/jpeg",
          "jpeg", "image/jpeg",
          "gif", "image/gif",
          "webp", "image/webp",
          "bmp", "image/bmp",
          "svg", "image/svg+xml");

  private long left = 8_000_000;

  /**
   * The picture with its bytes; empty when it is not there, too large, or there is no room left.
   */
  Optional<Map<String, Object>> embedded(RecordedPicture picture) {
    String name = picture.file().getFileName().toString();
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    Optional<String> type = Optional.ofNullable(TYPES.get(ending));
    return type.flatMap(found -> bytes(picture).map(bytes -> json(picture, found, bytes)));
  }

  private Optional<byte[]> bytes(RecordedPicture picture) {
    try {
      long size = Files.size(picture.file());
      if (size > LARGEST_BYTES || size > left) {
        return Optional.empty();
      }
      left -= size;
      return Optional.of(Files.readAllBytes(picture.file()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> json(RecordedPicture picture, String type, byte[] bytes) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("category", picture.category());
    fields.put("group", picture.group());
    fields.put("index", picture.index());
    fields.put("meta", picture.meta());
    fields.put("src", "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
    return fields;
  }
}
