package io.synapse.execute.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.protocol.DriverMessage;
import io.synapse.python.InterpreterSearch;
import io.synapse.python.PythonCode;
import io.synapse.run.TrialEvent;
import io.synapse.testing.NeedsPython;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Workers in Python that stop answering, and some that say nothing because they are busy. */
@NeedsPython
class PythonSilenceTest extends SilenceFixture {

  private static final String CODE =
      """
      import ctypes, math, os, signal, time

      def tune(hyperparameter, run, dataset, checkpoint):
          run.log_message(str(os.getpid()))
          # Once this is answered, that has been heard.
          run.report({"score": 1})
          return globals()[hyperparameter["what"]]()

      def freeze():
          os.kill(os.getpid(), signal.SIGSTOP)

      def wait_for_ever_and_keep_all_threads_from_running():
          ctypes.PyDLL(None).sleep(600)

      def burn():
          end = time.monotonic() + 4
          while time.monotonic() < end:
              math.sin(1)

      def compute_and_keep_all_threads_from_running():
          some, start = 10**6, time.monotonic()
          sum(range(some))
          sum(range(int(some * 5 / (time.monotonic() - start))))
      """;

  @Override
  WorkerProgram program() {
    Path interpreter =
        new InterpreterSearch(System.getenv()).find(Optional.empty(), folder).executable();
    return new WorkerProgram.PythonWorker(interpreter, PythonCode.unpack(System.getenv()));
  }

  @Override
  DriverMessage.PluginPlace plugin() {
    try {
      Path file = Files.writeString(folder.resolve("quiet.py"), CODE);
      return new DriverMessage.PluginPlace(List.of(file.toString()), "quiet");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All at once: each takes seconds. */
  @Test
  void frozenAndStuckOnesAreKilledAndBusyOnesAreNotEvenIfTheyCannotSaySo() {
    start("frozen", "freeze");
    start("stuck", "wait_for_ever_and_keep_all_threads_from_running");
    start("burning", "burn");
    start("computing", "compute_and_keep_all_threads_from_running");

    assertKilled("frozen");
    assertKilled("stuck");
    assertThat(awaitEnd("burning")).isInstanceOf(TrialEvent.Finished.class);
    assertThat(awaitEnd("computing")).isInstanceOf(TrialEvent.Finished.class);
  }

  private void start(String trial, String what) {
    start(trial, Map.of("what", what));
  }
}
