package io.synapse.execute.worker;

import io.synapse.protocol.DriverMessage;
import io.synapse.protocol.MessageCodec;
import io.synapse.protocol.ProtocolException;
import io.synapse.protocol.WorkerMessage;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jline.utils.Signals;

/**
 * The program that a worker runs. It ends when the driver says so, and at once when the driver is
 * gone, which the end of the socket or of standard input says.
 */
public final class WorkerMain {

  private static final long HEARTBEAT_MS = 1_000;
  private static final long LAST_WORDS_MS = 2_000;
  private static final long LONGEST_EXIT_MS = 5_000;

  private final WorkerEnvironment environment;
  private final LostDriver lostDriver;

  private WorkerMain(WorkerEnvironment environment) {
    this.environment = environment;
    this.lostDriver = new LostDriver(environment);
  }

  /** Serves the driver that the environment names. */
  public static void main(String[] arguments) {
    WorkerMain program = new WorkerMain(WorkerEnvironment.read(System.getenv()));
    ignoreSignals();
    InputStream input = System.in;
    PluginStreams.renew();
    program.daemon("synapse-input", () -> program.watch(input));
    program.serve();
  }

  /**
   * Signals to everything at once, by a terminal or a service manager, are the driver's to act on:
   * it lets trials end in good order. An empty handler, unlike ignoring, is not inherited by what a
   * plugin starts.
   */
  private static void ignoreSignals() {
    for (String name : List.of("INT", "TERM", "HUP")) {
      Signals.register(name, () -> {});
    }
  }

  private void serve() {
    try {
      LineChannel channel = connect();
      // Once now: without memory, what this needs could not be loaded.
      boolean unused = DriverSocket.isAbandoned(environment.socket());
      LineSender sender = LineSender.start(channel, "synapse-sender");
      sender.send(hello());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(sender)));
      daemon("synapse-heartbeat", () -> beat(sender));
      // A thread of this program's own: what a plugin's thread does to its group stays there.
      start("synapse-reader", false, () -> read(channel, new WorkerSession(sender)));
    } catch (IOException | InterruptedException e) {
      lostDriver.end();
    }
  }

  private LineChannel connect() throws IOException {
    SocketChannel socket = SocketChannel.open(StandardProtocolFamily.UNIX);
    socket.connect(UnixDomainSocketAddress.of(environment.socket()));
    return new LineChannel(socket);
  }

  private WorkerMessage.Hello hello() {
    return new WorkerMessage.Hello(
        WorkerMessage.Hello.VERSION,
        environment.token(),
        ProcessHandle.current().pid(),
        "java " + System.getProperty("java.version"));
  }

  /** Until the driver says that it is enough. */
  private void read(LineChannel channel, WorkerSession worker) {
    try {
      String line = channel.readLine();
      while (line != null) {
        Optional<DriverMessage> message = MessageCodec.ofDriver(line);
        if (message.isPresent() && message.get() instanceof DriverMessage.Exit) {
          System.exit(0);
        }
        if (message.isPresent()) {
          worker.handle(message.get());
        }
        line = channel.readLine();
      }
    } catch (IOException e) {
      // Nothing is printed, for which there may be no memory.
    } catch (InterruptedException | ProtocolException e) {
      System.err.println("synapse worker: " + e);
    }
    lostDriver.end();
  }

  private static void beat(LineSender sender) {
    while (true) {
      try {
        TimeUnit.MILLISECONDS.sleep(HEARTBEAT_MS);
        sender.send(new WorkerMessage.Heartbeat());
      } catch (InterruptedException e) {
        // By the plugin: nothing else has a reason to.
      }
    }
  }

  /**
   * A plugin may call System.exit: what it said before is still sent. The driver ends what is left
   * of the group, unless it is killed before.
   */
  private void end(LineSender sender) {
    daemon("synapse-exit", WorkerMain::endOverdue);
    try {
      sender.finish(LAST_WORDS_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lostDriver.endOffspring();
    }
  }

  /** A plugin's shutdown hook may never end, and the status that was asked for is not to be had. */
  private static void endOverdue() {
    try {
      TimeUnit.MILLISECONDS.sleep(LONGEST_EXIT_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      Runtime.getRuntime().halt(WorkerStatus.EXIT_OVERDUE);
    }
  }

  private void watch(InputStream input) {
    try {
      while (input.read() >= 0) {
        // Nothing is ever sent this way.
      }
    } catch (IOException e) {
      // As good as its end.
    }
    lostDriver.end();
  }

  private void daemon(String name, Runnable task) {
    start(name, true, task);
  }

  private void start(String name, boolean daemon, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(daemon);
    thread.setUncaughtExceptionHandler((failed, thrown) -> onUncaught(thrown));
    thread.start();
  }

  /** Without one of its threads the worker would seem to hang. */
  private void onUncaught(Throwable thrown) {
    boolean memory = thrown instanceof OutOfMemoryError;
    lostDriver.end(memory ? WorkerStatus.OUT_OF_MEMORY : 1, false);
  }
}
