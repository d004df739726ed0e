package io.synapse.execute.worker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;

/** The thread of one attempt. Threads that the plugin starts belong to its group. */
final class AttemptThread {

  /** Pools that were just shut down need a moment. */
  private static final long GRACE_MS = 100;

  private static final int SPARE_ROOM = 16;

  private final ThreadGroup group;
  private final Thread thread;

  AttemptThread(String trialId, ClassLoader contextLoader, Runnable task) {
    this.group = new ThreadGroup("trial-" + trialId);
    this.thread = new Thread(group, task, "trial-" + trialId);
    thread.setContextClassLoader(contextLoader);
  }

  void start() {
    thread.start();
  }

  /** Names of the threads that the plugin started and that don't end by themselves. */
  List<String> namesOfThreadsLeft() throws InterruptedException {
    long deadline = System.nanoTime() + GRACE_MS * 1_000_000;
    List<Thread> left = threadsLeft();
    for (Thread each : left) {
      long remaining = (deadline - System.nanoTime()) / 1_000_000;
      if (remaining > 0) {
        each.join(remaining);
      }
    }
    return threadsLeft().stream().map(Thread::getName).toList();
  }

  private List<Thread> threadsLeft() {
    Thread[] found = new Thread[group.activeCount() + SPARE_ROOM];
    group.enumerate(found, true);
    List<Thread> left = new ArrayList<>(Arrays.asList(found));
    left.removeIf(each -> each == null || each == thread || isShared(each));
    return left;
  }

  /** The common pool serves all attempts; whoever needs it first makes it start its threads. */
  private static boolean isShared(Thread thread) {
    return thread instanceof ForkJoinWorkerThread worker
        && worker.getPool() == ForkJoinPool.commonPool();
  }
}
