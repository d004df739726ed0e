package io.synapse.execute.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialStart;
import io.synapse.run.Decision;
import io.synapse.space.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which workers a pool keeps for later, and what it gives them. */
class WorkerPoolTest {

  private final List<Hand> hands = new ArrayList<>();
  private final WorkerPool<Hand> pool =
      new WorkerPool<>(
          owner -> new Hand(),
          new WorkerPool.WorkerPatience(Duration.ZERO, Optional.empty()),
          new EventQueue());

  @AfterEach
  void closePool() {
    pool.close();
  }

  @Test
  void withoutALimitEveryWorkerIsKept() {
    start(3);
    free(hands);
    start(3);

    assertThat(hands).hasSize(3).extracting(hand -> hand.asked).containsOnly(false);
  }

  @Test
  void whatWaitsBeyondTheLimitIsAskedToEnd() {
    start(3);
    free(hands);
    pool.keepAtMost(1);

    assertThat(hands).filteredOn(hand -> hand.asked).hasSize(2);
    start(1);
    assertThat(hands).as("one was left for it").hasSize(3);
  }

  @Test
  void workersWithAnAttemptCountAndAreLeftAlone() {
    start(3);
    free(hands.subList(0, 1));
    pool.keepAtMost(2);

    assertThat(hands).extracting(hand -> hand.asked).containsExactly(true, false, false);
    pool.keepAtMost(0);
    assertThat(hands).extracting(hand -> hand.asked).containsExactly(true, false, false);
    assertThat(pool.busy()).hasSize(2);
  }

  @Test
  void oneThatGetsFreeBeyondTheLimitIsNotKept() {
    start(2);
    pool.keepAtMost(1);
    free(hands.subList(0, 1));

    assertThat(hands).extracting(hand -> hand.asked).containsExactly(true, false);
    free(hands.subList(1, 2));
    assertThat(hands).extracting(hand -> hand.asked).containsExactly(true, false);
  }

  @Test
  void aHigherLimitKeepsMoreAgain() {
    start(2);
    pool.keepAtMost(0);
    pool.keepAtMost(2);
    free(hands);

    assertThat(hands).extracting(hand -> hand.asked).containsOnly(false);
  }

  @Test
  void theAttemptThatWaitsLongestForAPlaceGoesToTheWorkerThatGetsFree() {
    start(4);
    hands.subList(1, 4).forEach(hand -> hand.waits = true);
    free(hands.subList(0, 1));

    assertThat(hands.get(0).trials).containsExactly(trial(0), trial(1));
    assertThat(hands).extracting(hand -> hand.waits).containsExactly(false, false, true, true);
    assertThat(pool.busy()).containsExactlyInAnyOrder(hands.get(0), hands.get(2), hands.get(3));
    free(hands.subList(0, 1));
    assertThat(hands.get(0).trials).containsExactly(trial(0), trial(1), trial(2));
  }

  @Test
  void oneThatIsNotFitForAnotherTakesNothingOver() {
    start(2);
    hands.get(1).waits = true;
    pool.onFree(hands.get(0), false);

    assertThat(hands.get(0).trials).containsExactly(trial(0));
    assertThat(hands).extracting(hand -> hand.asked).containsExactly(true, false);
  }

  @Test
  void aStopFindsAnAttemptThatIsTakenOverMeanwhile() {
    start(2);
    hands.get(1).waits = true;
    hands.get(1).onStop = () -> free(hands.subList(0, 1));
    pool.requestStop(trial(1), "enough");

    assertThat(hands.get(0).trials).containsExactly(trial(0), trial(1));
    assertThat(hands.get(0).stopped).isEqualTo("enough");
  }

  private static String trial(int number) {
    return "0a1b2c3d_0000" + number;
  }

  private void start(int count) {
    for (int i = 0; i < count; i++) {
      String trial = trial(i);
      Path folder = Path.of(trial);
      pool.start(new TrialStart(trial, 1, new Config(Map.of()), Optional.empty(), folder, 0));
    }
  }

  private void free(List<Hand> some) {
    some.forEach(hand -> pool.onFree(hand, true));
  }

  /** A worker that does nothing and remembers what it was asked to do. */
  private final class Hand implements PooledWorker {

    private final List<String> trials = new ArrayList<>();
    private TrialStart last;
    private boolean waits;
    private Runnable onStop = () -> {};
    private String stopped = "";
    private boolean asked;

    @Override
    public void start(TrialStart first) {
      hands.add(this);
      begin(first);
    }

    @Override
    public void begin(TrialStart start) {
      trials.add(start.trialId());
      last = start;
    }

    @Override
    public Optional<TrialStart> withdraw() {
      Optional<TrialStart> withdrawn = waits ? Optional.of(last) : Optional.empty();
      waits = false;
      return withdrawn;
    }

    @Override
    public void answer(Decision decision) {}

    @Override
    public void stop(String reason) {
      stopped = reason;
      onStop.run();
    }

    @Override
    public void exit() {
      asked = true;
    }

    @Override
    public Optional<WorkerAttempt> current() {
      return Optional.empty();
    }

    @Override
    public void kill(String reason) {}

    @Override
    public boolean awaitEnd(long milliseconds) {
      return true;
    }
  }
}
