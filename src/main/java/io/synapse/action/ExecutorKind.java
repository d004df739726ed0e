package io.synapse.action;

/** Where trials run. */
public enum ExecutorKind {
  /** Worker processes, one for each slot. */
  PROCESS,
  /** Threads of this process. */
  INLINE
}
