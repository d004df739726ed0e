package io.synapse.execute.worker;

/** Exit statuses with which a worker says itself why it ends. Plugins rarely use these numbers. */
public final class WorkerStatus {

  /** The driver is gone. */
  public static final int DRIVER_GONE = 113;

  /** The worker itself, not its plugin, ran out of memory. */
  public static final int OUT_OF_MEMORY = 114;

  /** The driver is there, but the connection to it is not. */
  public static final int CONNECTION_LOST = 115;

  /** The plugin asked for the end of its worker, and then kept it from ending. */
  public static final int EXIT_OVERDUE = 116;

  private WorkerStatus() {}
}
