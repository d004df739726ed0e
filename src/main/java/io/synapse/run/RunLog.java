package io.synapse.run;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everything that happens in a run goes: first into the journal, then, once it is there, to
 * the listeners. A failing journal ends the run; a failing listener is logged, once for each kind
 * of failure. Used on the thread that runs the job.
 */
public final class RunLog {

  private static final Logger LOG = LoggerFactory.getLogger(RunLog.class);

  private final Journal journal;
  private final List<RunListener> listeners;
  private final Clock clock;
  private final List<RecordedEvent> unannounced = new ArrayList<>();
  private long sequence;

  /**
   * A log of a run that starts.
   *
   * @param journal keeps the events
   * @param listeners receive them, in this order
   * @param clock gives their times
   */
  public RunLog(Journal journal, List<RunListener> listeners, Clock clock) {
    this(journal, listeners, clock, 0);
  }

  /**
   * A log of a run that is resumed.
   *
   * @param firstSequence the first event's number
   */
  public RunLog(Journal journal, List<RunListener> listeners, Clock clock, long firstSequence) {
    this.sequence = firstSequence;
    this.journal = journal;
    this.listeners = List.copyOf(listeners);
    this.clock = clock;
  }

  /** Records an event; listeners hear of it at the next {@link #flush()}. */
  public void add(RunEvent event) {
    RecordedEvent recorded = new RecordedEvent(sequence++, clock.instant(), event);
    journal.append(recorded);
    unannounced.add(recorded);
  }

  /** Writes what was added, then notifies the listeners. */
  public void flush() {
    if (unannounced.isEmpty()) {
      return;
    }
    journal.flush();
    if (unannounced.stream().anyMatch(RunLog::endsATrial)) {
      journal.sync();
    }
    unannounced.forEach(this::announce);
    unannounced.clear();
  }

  /** Records one event and announces it at once. */
  public void addNow(RunEvent event) {
    add(event);
    flush();
  }

  private static boolean endsATrial(RecordedEvent recorded) {
    return recorded.event() instanceof RunEvent.TrialEnded
        || recorded.event() instanceof RunEvent.RunFinished;
  }

  private void announce(RecordedEvent event) {
    notifyListeners(event, listener -> listener.onEvent(event));
  }

  /**
   * Tells the listeners of something that an earlier process recorded.
   *
   * @param time before this process went on
   */
  public void replay(RunEvent event, Instant time) {
    RecordedEvent recorded = new RecordedEvent(0, time, event);
    notifyListeners(recorded, listener -> listener.onReplay(recorded));
  }

  private void notifyListeners(RecordedEvent event, Consumer<RunListener> report) {
    for (RunListener listener : listeners) {
      try {
        report.accept(listener);
      } catch (RuntimeException e) {
        LOG.warn(
            "{} failed on {}", listener.getClass().getName(), RunEventCodec.name(event.event()), e);
      }
    }
  }
}
