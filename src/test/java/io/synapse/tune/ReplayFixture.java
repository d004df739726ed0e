package io.synapse.tune;

import io.synapse.run.JournalReplay;
import io.synapse.run.RecordedEvent;
import io.synapse.run.ReplayedRun;
import io.synapse.run.RunEventCodec;
import io.synapse.run.RunPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Runs a tuner again from lines of its journal. */
public abstract class ReplayFixture extends TunerFixture {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();
  public static final int TRIALS = 8;

  List<Map<String, Object>> lines() {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (RecordedEvent event : journal.recorded()) {
      String line = RunEventCodec.line(event);
      lines.add(MAPPER.readValue(line, new TypeReference<LinkedHashMap<String, Object>>() {}));
    }
    return lines;
  }

  RunPlan plan() {
    return new RunPlan(true, Optional.of(objective), TRIALS, 1, Optional.empty());
  }

  ReplayedRun replay(List<Map<String, Object>> lines) {
    return replay(plan(), lines);
  }

  ReplayedRun replay(RunPlan plan, List<Map<String, Object>> lines) {
    JournalReplay replay = new JournalReplay(plan, keepCheckpoints);
    lines.forEach(line -> replay.apply(RunEventCodec.read(line)));
    return replay.result();
  }
}
