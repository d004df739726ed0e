package io.synapse.run;

import java.nio.file.Path;
import java.util.Map;

/** What is told of a trial while it runs, by its plugin or about it; nothing follows from it. */
public sealed interface LoggedEvent extends RunEvent.OfTrial {

  /** A metric was logged. */
  record MetricLogged(
      String trialId, String category, String key, double value, Map<String, Object> extra)
      implements LoggedEvent {
    @Override
    public String name() {
      return "metric";
    }
  }

  /** A picture was logged. */
  record VisualizationLogged(
      String trialId, String category, String group, int index, Map<String, Object> meta, Path file)
      implements LoggedEvent {
    @Override
    public String name() {
      return "visualization";
    }
  }

  /** A line for people. */
  record MessageLogged(String trialId, String text) implements LoggedEvent {
    @Override
    public String name() {
      return "message";
    }
  }

  /** Something that a person should know of a trial beside its results. */
  record TrialNoted(String trialId, String text) implements LoggedEvent {
    @Override
    public String name() {
      return "note";
    }
  }

  /** Where a trial's running attempt runs: a node's name, for a person. */
  record AttemptPlaced(String trialId, int attempt, String place) implements LoggedEvent {
    @Override
    public String name() {
      return "placed";
    }
  }

  /** What a trial's running attempt has used of the machine so far; the last one counts. */
  record ResourcesUsed(String trialId, int attempt, ResourceUsage usage) implements LoggedEvent {
    @Override
    public String name() {
      return "usage";
    }
  }

  /** A plugin's own progress inside one trial; it moves no bar of the run. */
  record TrialProgressed(String trialId, String category, long current, long total)
      implements LoggedEvent {
    @Override
    public String name() {
      return "progress";
    }
  }
}
