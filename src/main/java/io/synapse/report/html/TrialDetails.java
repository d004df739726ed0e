package io.synapse.report.html;

import io.synapse.report.html.PageTemplate.EmbeddedJson;
import io.synapse.run.TrialRecord;
import io.synapse.run.TrialRecord.Picture;
import io.synapse.store.run.StoredRun.RecordedRun;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What trials printed, why they failed and what they drew: of each a little, and all together no
 * more than a page can hold. The best trial and the failed ones come first.
 */
final class TrialDetails {

  private static final int MOST_TEXT_BYTES = 6_000_000;
  private static final int LONGEST_TEXT_BYTES = 16_000;
  private static final int MOST_PICTURES_OF_A_TRIAL = 24;
  private static final int MOST_MESSAGES = 50;

  private final RecordedRun run;
  private final TrialRanking ranking;
  private final int textBytes;
  private final PictureBudget pictures = new PictureBudget();

  TrialDetails(RecordedRun run, TrialRanking ranking) {
    this.run = run;
    this.ranking = ranking;
    this.textBytes =
        Math.min(
            LONGEST_TEXT_BYTES, MOST_TEXT_BYTES / (2 * Math.max(1, run.record().trials().size())));
  }

  EmbeddedJson toJson() {
    Map<String, Object> trials = new LinkedHashMap<>();
    for (TrialRecord trial : ranking.trials()) {
      Map<String, Object> fields = fields(trial);
      if (!fields.isEmpty()) {
        trials.put(trial.id(), fields);
      }
    }
    return EmbeddedJson.of(trials);
  }

  private Map<String, Object> fields(TrialRecord trial) {
    Map<String, Object> fields = new LinkedHashMap<>();
    FileTail.of(run.folder().trialPrintsFile(trial.id()), textBytes)
        .ifPresent(tail -> fields.put("log", tail.toJson()));
    FileTail.of(run.folder().trialErrorFile(trial.id()), textBytes)
        .ifPresent(tail -> fields.put("trace", tail.toJson()));
    if (!trial.log().messages().isEmpty()) {
      int skipped = Math.max(0, trial.log().messages().size() - MOST_MESSAGES);
      fields.put("messages", trial.log().messages().stream().skip(skipped).toList());
    }
    if (!trial.log().pictures().isEmpty()) {
      addPictures(trial.log().pictures(), fields);
    }
    return fields;
  }

  private void addPictures(List<Picture> all, Map<String, Object> fields) {
    List<Map<String, Object>> embedded =
        all.stream()
            .limit(MOST_PICTURES_OF_A_TRIAL)
            .map(pictures::embedded)
            .flatMap(Optional::stream)
            .toList();
    fields.put("pictures", embedded);
    fields.put("pictureCount", all.size());
  }

  /**
   * The end of a text file.
   *
   * @param text its last lines; bytes that are no UTF-8 are replaced, terminals' controls left out
   * @param cut whether there is more before
   */
  record FileTail(String text, boolean cut) {

    /**
     * Reads the end of a file.
     *
     * @param mostBytes how much of it
     * @return empty when it is not there, empty or cannot be read
     */
    static Optional<FileTail> of(Path file, int mostBytes) {
      try (FileChannel channel = FileChannel.open(file)) {
        long from = Math.max(0, channel.size() - mostBytes);
        byte[] bytes = Channels.newInputStream(channel.position(from)).readNBytes(mostBytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.isEmpty() ? Optional.empty() : Optional.of(of(text, from > 0));
      } catch (IOException e) {
        return Optional.empty();
      }
    }

    /** A line that was cut is left out, unless it is the only one. */
    private static FileTail of(String text, boolean cut) {
      int line = text.indexOf('\n');
      String whole = cut && line >= 0 && line < text.length() - 1 ? text.substring(line + 1) : text;
      return new FileTail(whole.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", ""), cut);
    }

    List<Object> toJson() {
      return List.of(text, cut);
    }
  }

  /** Takes pictures into the page as long as there is room. */
  static final class PictureBudget {

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
    Optional<Map<String, Object>> embedded(Picture picture) {
      String name = picture.file().getFileName().toString();
      String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
      Optional<String> type = Optional.ofNullable(TYPES.get(ending));
      return type.flatMap(found -> bytes(picture).map(bytes -> json(picture, found, bytes)));
    }

    private Optional<byte[]> bytes(Picture picture) {
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

    private static Map<String, Object> json(Picture picture, String type, byte[] bytes) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("category", picture.category());
      fields.put("group", picture.group());
      fields.put("index", picture.index());
      fields.put("meta", picture.meta());
      fields.put("src", "data:" + type + ";base64," + Base64.getEncoder().encodeToString(bytes));
      return fields;
    }
  }
}
