package io.synapse.execute.process;

import io.synapse.execute.Throwables;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Ends workers that give no sign of life while they have an attempt. */
final class SilenceWatch {

  private static final int LOOKS_PER_SILENCE = 10;

  private final Supplier<List<WorkerProcess>> workers;
  private final Duration silence;
  private final Duration pause;
  private long lastLook = System.nanoTime();

  private SilenceWatch(Supplier<List<WorkerProcess>> workers, Duration silence) {
    this.workers = workers;
    this.silence = silence;
    this.pause = silence.dividedBy(LOOKS_PER_SILENCE);
  }

  /** Looks from time to time, on a timer's thread. */
  static void start(
      Supplier<List<WorkerProcess>> workers, Duration silence, ScheduledExecutorService timer) {
    SilenceWatch watch = new SilenceWatch(workers, silence);
    long pause = watch.pause.toMillis();
    Future<?> unused =
        timer.scheduleWithFixedDelay(watch::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    boolean wasSuspended = now - lastLook > pause.multipliedBy(2).toNanos();
    lastLook = now;
    for (WorkerProcess worker : workers.get()) {
      worker.computed().ifPresent(worker.signs()::looked);
      if (wasSuspended) {
        // By Ctrl-Z, or with the whole machine: nothing could be heard meanwhile.
        worker.signs().forgive();
      } else if (worker.signs().isMissingFor(silence)) {
        worker.kill(
            "the worker gave no sign of life for "
                + Throwables.seconds(silence)
                + " and was killed");
      }
    }
  }
}
