package io.synapse.bench.search;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialStart;
import io.synapse.run.Decision;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialEvent.EntryPoint;
import io.synapse.space.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Runs trials that take no time, as a number of workers would: while all are busy, the next trial
 * to end is any of those running. Everything happens on the tuner's thread.
 */
final class SimulatedWorkers implements TrialExecutor {

  private final EventQueue events;
  private final ToDoubleFunction<Config> function;
  private final int workers;
  private final int trials;
  private final SplittableRandom order;
  private final List<TrialStart> running = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();
  private int started;

  /**
   * Workers for one run.
   *
   * @param events takes the trials' ends
   * @param function gives each its value
   * @param workers how many trials run at once
   * @param trials how many there will be in all
   * @param seed of the order in which they end
   */
  SimulatedWorkers(
      EventQueue events, ToDoubleFunction<Config> function, int workers, int trials, long seed) {
    this.events = events;
    this.function = function;
    this.workers = workers;
    this.trials = trials;
    this.order = new SplittableRandom(seed);
  }

  /** The values of the trials in the order in which they ended. */
  List<Double> values() {
    return values;
  }

  @Override
  public void start(TrialStart start) {
    running.add(start);
    started++;
    if (started == trials) {
      while (!running.isEmpty()) {
        endOne();
      }
    } else if (running.size() == workers) {
      endOne();
    }
  }

  private void endOne() {
    TrialStart ended = running.remove(order.nextInt(running.size()));
    double value = function.applyAsDouble(ended.config());
    values.add(value);
    events.put(
        new TrialEvent.Finished(ended.trialId(), ended.attempt(), EntryPoint.TUNE, value, null));
  }

  @Override
  public void answer(String trialId, Decision decision) {
    throw new IllegalStateException("no trial here reports");
  }

  @Override
  public void requestStop(String trialId, String reason) {
    throw new IllegalStateException("no trial here is stopped, and " + trialId + " is: " + reason);
  }

  @Override
  public void close() {}
}
