package io.synapse.action.prepare;

/** Where trials run. */
public enum ExecutorKind {
  /** Worker processes, one for each slot. */
  PROCESS,
  /** Threads of this process. */
  INLINE,
  /** Workers on the nodes of a Ray cluster. */
  RAY
}
