package io.synapse.execute.pool;

import io.synapse.trial.TrialEvent;

/** Who a worker tells what it does; called on the worker's own thread. */
public interface WorkerOwner {

  /** Something happened to the worker's attempt. */
  void publish(TrialEvent event);

  /**
   * Its attempt is over; the event that says so follows.
   *
   * @param reusable whether it is fit for another
   */
  void onFree(PooledWorker worker, boolean reusable);

  /** It is no more, and nothing that its plugin started; a lost attempt's failure follows. */
  void onEnd(PooledWorker worker);
}
