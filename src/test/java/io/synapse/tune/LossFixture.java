package io.synapse.tune;

import io.synapse.run.RunEvent;
import io.synapse.run.RunEvent.AttemptCause;
import io.synapse.run.RunEvent.AttemptEndCause;
import io.synapse.tune.FakeExecutor.Step;
import java.util.List;

/** Runs in which places are lost. */
abstract class LossFixture extends ReplayFixture {

  static final Step LOSE = new Step.Lose("node-b is gone");

  List<RunEvent.AttemptEnded> losses() {
    return journal.events(RunEvent.AttemptEnded.class).stream()
        .filter(ended -> ended.why() == AttemptEndCause.LOST)
        .toList();
  }

  List<AttemptCause> causes() {
    return journal.events(RunEvent.AttemptStarted.class).stream()
        .map(RunEvent.AttemptStarted::cause)
        .toList();
  }

  static String id(int number) {
    return "1a2b3c4d_%05d".formatted(number);
  }
}
