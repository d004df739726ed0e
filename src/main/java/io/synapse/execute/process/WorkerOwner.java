package io.synapse.execute.process;

import io.synapse.trial.TrialEvent;

/** Who a worker tells what it does; called on the worker's own thread. */
interface WorkerOwner {

  /** Something happened to the worker's attempt. */
  void publish(TrialEvent event);

  /**
   * Its attempt is over; the event that says so follows.
   *
   * @param reusable whether it is fit for another
   */
  void onFree(WorkerProcess worker, boolean reusable);

  /** It is no more, and nothing that its plugin started; a lost attempt's failure follows. */
  void onEnd(WorkerProcess worker);
}
