package io.synapse.report.html;

import io.synapse.report.record.RecordedPicture;
import io.synapse.report.record.RecordedRun;
import io.synapse.report.record.RecordedTrial;
import java.util.LinkedHashMap;
import java.util.List;
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
  private final Ranking ranking;
  private final int textBytes;
  private final PictureBudget pictures = new PictureBudget();

  TrialDetails(RecordedRun run, Ranking ranking) {
    this.run = run;
    this.ranking = ranking;
    this.textBytes =
        Math.min(LONGEST_TEXT_BYTES, MOST_TEXT_BYTES / (2 * Math.max(1, run.trials().size())));
  }

  EmbeddedJson toJson() {
    Map<String, Object> trials = new LinkedHashMap<>();
    for (RecordedTrial trial : ranking.trials()) {
      Map<String, Object> fields = fields(trial);
      if (!fields.isEmpty()) {
        trials.put(trial.id(), fields);
      }
    }
    return EmbeddedJson.of(trials);
  }

  private Map<String, Object> fields(RecordedTrial trial) {
    Map<String, Object> fields = new LinkedHashMap<>();
    FileTail.of(run.folder().trialPrintsFile(trial.id()), textBytes)
        .ifPresent(tail -> fields.put("log", tail.toJson()));
    FileTail.of(run.folder().trialErrorFile(trial.id()), textBytes)
        .ifPresent(tail -> fields.put("trace", tail.toJson()));
    if (!trial.messages().isEmpty()) {
      int skipped = Math.max(0, trial.messages().size() - MOST_MESSAGES);
      fields.put("messages", trial.messages().stream().skip(skipped).toList());
    }
    if (!trial.pictures().isEmpty()) {
      addPictures(trial.pictures(), fields);
    }
    return fields;
  }

  private void addPictures(List<RecordedPicture> all, Map<String, Object> fields) {
    List<Map<String, Object>> embedded =
        all.stream()
            .limit(MOST_PICTURES_OF_A_TRIAL)
            .map(pictures::embedded)
            .flatMap(Optional::stream)
            .toList();
    fields.put("pictures", embedded);
    fields.put("pictureCount", all.size());
  }
}
