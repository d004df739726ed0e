package io.synapse.tune;

import io.synapse.execute.EventSource;
import io.synapse.run.TrialEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Machines for scripted trials that come and go, down to none, some with what runs on them. */
final class ComingAndGoing implements EventSource {

  private static final int MOST_SLOTS = 4;

  private final ScriptedCurves trials;
  private final RandomGenerator random;
  private int slots = 1;

  ComingAndGoing(ScriptedCurves trials, RandomGenerator random) {
    this.trials = trials;
    this.random = random;
  }

  @Override
  public List<TrialEvent> await(Duration atMost) {
    List<TrialEvent> events = new ArrayList<>();
    if (slots == 0 || random.nextInt(MOST_SLOTS) == 0) {
      slots = random.nextInt(MOST_SLOTS);
      events.add(new TrialEvent.SlotsChanged(slots, slots + " CPUs"));
      if (random.nextBoolean()) {
        trials.loseOne().ifPresent(events::add);
      }
    }
    events.addAll(trials.await(events.isEmpty() ? atMost : Duration.ZERO));
    return events;
  }
}
