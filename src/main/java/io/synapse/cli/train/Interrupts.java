package io.synapse.cli.train;

import io.synapse.cli.command.ExitStatus;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/**
 * Ctrl-C, SIGTERM and SIGHUP during a run: the first asks it to end, the second ends the process at
 * once. SIGHUP is never the second: a terminal that goes away often says so twice.
 */
final class Interrupts {

  private final AtomicInteger count = new AtomicInteger();
  private final Consumer<String> ask;
  private final Runnable lastWord;

  private Interrupts(Consumer<String> ask, Runnable lastWord) {
    this.ask = ask;
    this.lastWord = lastWord;
  }

  /** What signals are watched for. */
  interface Task<T> {
    T run() throws InterruptedException;
  }

  /**
   * Carries out a task and watches for signals meanwhile.
   *
   * @param ask is called at the first signal
   * @param lastWord is called at the second, right before the process ends: it gives the terminal
   *     back and says how to resume
   */
  static <T> T during(Task<T> task, Consumer<String> ask, Runnable lastWord)
      throws InterruptedException {
    Interrupts interrupts = new Interrupts(ask, lastWord);
    Object interrupt = Signals.register("INT", () -> interrupts.onSignal("interrupted by Ctrl-C"));
    Object termination = Signals.register("TERM", () -> interrupts.onSignal("ended by SIGTERM"));
    Object hangUp = Signals.register("HUP", interrupts::onHangUp);
    try {
      return task.run();
    } finally {
      Signals.unregister("INT", interrupt);
      Signals.unregister("TERM", termination);
      Signals.unregister("HUP", hangUp);
    }
  }

  private void onHangUp() {
    if (count.compareAndSet(0, 1)) {
      ask.accept("ended by SIGHUP");
    }
  }

  private void onSignal(String reason) {
    if (count.incrementAndGet() == 1) {
      ask.accept(reason);
      return;
    }
    try {
      lastWord.run();
    } finally {
      Runtime.getRuntime().halt(ExitStatus.INTERRUPTED);
    }
  }
}
