package io.synapse.terminal;

import io.synapse.run.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** How far each phase of a run is, how far the whole, and how long it may still take. */
final class RunProgress {

  private final Map<Phase, Steps> steps = new EnumMap<>(Phase.class);
  private final Map<Phase, Pace> paces = new EnumMap<>(Phase.class);
  private boolean tuning;
  private boolean allTrialsOver;
  private boolean completed;

  /** Steps done of steps planned; a total of 0 is an unknown one. */
  record Steps(long current, long total) {

    double fraction() {
      return total <= 0 ? 0 : Math.min(1, (double) Math.max(0, current) / total);
    }
  }

  /** Whether trials are searched for, which divides the train phase. */
  void plan(boolean searchesTrials) {
    tuning = searchesTrials;
  }

  /** A phase went on. */
  void progressed(Phase phase, Steps done, Instant now) {
    steps.put(phase, done);
    observe(phase == Phase.TRIALS ? Phase.TRAIN : phase, now);
  }

  /**
   * The trial count moved.
   *
   * @param over whether no trial is left unfinished
   */
  void trials(Steps done, boolean over, Instant now) {
    allTrialsOver = over;
    progressed(Phase.TRIALS, done, now);
  }

  /** What happened so far happened earlier, at another pace: estimates start from here. */
  void startPaceAnew(Instant now) {
    paces.replaceAll((phase, pace) -> new Pace(now, work(phase)));
  }

  /** The run completed: every phase is done. */
  void complete() {
    completed = true;
  }

  /** The steps that a phase reported last. */
  Optional<Steps> steps(Phase phase) {
    return Optional.ofNullable(steps.get(phase));
  }

  /** How much of a phase is done, from 0 to 1. */
  double fraction(Phase phase) {
    if (completed || isPassed(phase)) {
      return 1;
    }
    double own = steps(phase).map(Steps::fraction).orElse(0.0);
    if (phase == Phase.TRAIN && tuning) {
      return Math.max(own, Phase.TRIALS_SHARE_OF_TRAIN * fraction(Phase.TRIALS));
    }
    return own;
  }

  /** Whether a phase is running and its progress is unknown. */
  boolean isIndeterminate(Phase phase) {
    boolean unknown = steps(phase).map(known -> known.total() <= 0).orElse(false);
    return unknown && fraction(phase) < 1 && !(phase == Phase.TRAIN && tuning);
  }

  /** How much of the run is done, from 0 to 1. */
  double overall() {
    double percent = 0;
    for (Phase phase : Phase.values()) {
      percent += phase.percent() * fraction(phase);
    }
    return percent / 100;
  }

  /** How long training or uploading, whichever is under way, will take at the pace so far. */
  Optional<Duration> remaining(Instant now) {
    if (completed) {
      return Optional.empty();
    }
    Phase active = fraction(Phase.TRAIN) < 1 ? Phase.TRAIN : Phase.MODEL_UPLOAD;
    return Optional.ofNullable(paces.get(active)).flatMap(pace -> pace.remaining(now));
  }

  private void observe(Phase phase, Instant now) {
    double done = work(phase);
    paces.computeIfAbsent(phase, unused -> new Pace(now, done)).observe(now, done);
  }

  /** What a pace is measured by: in tuning the trials, since choosing the best takes no time. */
  private double work(Phase phase) {
    return phase == Phase.TRAIN && tuning ? fraction(Phase.TRIALS) : fraction(phase);
  }

  private boolean isPassed(Phase phase) {
    return switch (phase) {
      case DATASET -> hasBegun(Phase.TRAIN) || hasBegun(Phase.TRIALS) || isUploading();
      case TRAIN, TRIALS -> isUploading() && (!tuning || allTrialsOver);
      case MODEL_UPLOAD -> false;
    };
  }

  private boolean isUploading() {
    return hasBegun(Phase.MODEL_UPLOAD);
  }

  private boolean hasBegun(Phase phase) {
    return steps.containsKey(phase);
  }

  /** The pace of one phase since a moment. */
  private static final class Pace {

    private final Instant since;
    private final double doneBefore;
    private Instant last;
    private double done;

    Pace(Instant since, double doneBefore) {
      this.since = since;
      this.doneBefore = doneBefore;
      this.last = since;
      this.done = doneBefore;
    }

    void observe(Instant now, double nowDone) {
      if (nowDone != done) {
        last = now;
        done = nowDone;
      }
    }

    Optional<Duration> remaining(Instant now) {
      double progress = done - doneBefore;
      if (progress <= 0 || done >= 1) {
        return Optional.empty();
      }
      double spent = Duration.between(since, last).toMillis();
      double left = spent * (1 - done) / progress - Duration.between(last, now).toMillis();
      return Optional.of(Duration.ofMillis((long) Math.max(1000, left)));
    }
  }
}
