package io.synapse.execute.worker;

import io.synapse.protocol.WorkerMessage;
import io.synapse.run.TrialEvent;
import io.synapse.run.TrialEvent.EntryPoint;
import java.nio.file.Path;
import java.util.Locale;

/** Events of an attempt as the protocol's messages, and back. */
public final class EventMessages {

  private EventMessages() {}

  /** What a worker says of an event. */
  static WorkerMessage of(TrialEvent.OfAttempt event) {
    String trial = event.trialId();
    int attempt = event.attempt();
    if (event instanceof TrialEvent.Reported reported) {
      return new WorkerMessage.Report(
          trial, attempt, reported.metrics(), text(reported.checkpoint()));
    } else if (event instanceof TrialEvent.Finished finished) {
      String entryPoint = finished.entryPoint().name().toLowerCase(Locale.ROOT);
      return new WorkerMessage.Finished(
          trial, attempt, entryPoint, finished.returned(), text(finished.model()));
    } else if (event instanceof TrialEvent.Stopped stopped) {
      return new WorkerMessage.Stopped(trial, attempt, text(stopped.model()));
    } else if (event instanceof TrialEvent.Failed failed) {
      return new WorkerMessage.Failed(trial, attempt, failed.message(), failed.trace());
    }
    return ofLogged(event, trial, attempt);
  }

  private static WorkerMessage ofLogged(TrialEvent.OfAttempt event, String trial, int attempt) {
    if (event instanceof TrialEvent.MetricLogged logged) {
      return new WorkerMessage.Metric(
          trial, attempt, logged.category(), logged.key(), logged.value(), logged.extra());
    } else if (event instanceof TrialEvent.VisualizationLogged logged) {
      return new WorkerMessage.Visualization(
          trial,
          attempt,
          logged.category(),
          logged.group(),
          logged.index(),
          logged.meta(),
          logged.file().toString());
    } else if (event instanceof TrialEvent.TrialsLogged logged) {
      return new WorkerMessage.Trials(trial, attempt, logged.payload());
    } else if (event instanceof TrialEvent.MessageLogged logged) {
      return new WorkerMessage.Text(trial, attempt, logged.text());
    } else if (event instanceof TrialEvent.Noted noted) {
      return new WorkerMessage.Note(trial, attempt, noted.text());
    } else if (event instanceof TrialEvent.Progressed moved) {
      return new WorkerMessage.Progress(
          trial, attempt, moved.category(), moved.current(), moved.total());
    }
    throw new IllegalArgumentException("no event of a plugin: " + event);
  }

  /** The event that a worker tells of. */
  public static TrialEvent.OfAttempt event(WorkerMessage.OfAttempt message) {
    String trial = message.trialId();
    int attempt = message.attempt();
    if (message instanceof WorkerMessage.Report report) {
      return new TrialEvent.Reported(trial, attempt, report.metrics(), path(report.checkpoint()));
    } else if (message instanceof WorkerMessage.Finished finished) {
      EntryPoint entryPoint = EntryPoint.valueOf(finished.entryPoint().toUpperCase(Locale.ROOT));
      return new TrialEvent.Finished(
          trial, attempt, entryPoint, finished.returned(), path(finished.model()));
    } else if (message instanceof WorkerMessage.Stopped stopped) {
      return new TrialEvent.Stopped(trial, attempt, path(stopped.model()));
    } else if (message instanceof WorkerMessage.Failed failed) {
      return new TrialEvent.Failed(trial, attempt, failed.message(), failed.trace());
    }
    return loggedEvent(message, trial, attempt);
  }

  private static TrialEvent.OfAttempt loggedEvent(
      WorkerMessage.OfAttempt message, String trial, int attempt) {
    if (message instanceof WorkerMessage.Metric logged) {
      return new TrialEvent.MetricLogged(
          trial, attempt, logged.category(), logged.key(), logged.value(), logged.metrics());
    } else if (message instanceof WorkerMessage.Visualization logged) {
      return new TrialEvent.VisualizationLogged(
          trial,
          attempt,
          logged.category(),
          logged.group(),
          logged.index(),
          logged.meta(),
          path(logged.file()));
    } else if (message instanceof WorkerMessage.Trials logged) {
      return new TrialEvent.TrialsLogged(trial, attempt, logged.payload());
    } else if (message instanceof WorkerMessage.Text logged) {
      return new TrialEvent.MessageLogged(trial, attempt, logged.text());
    } else if (message instanceof WorkerMessage.Note noted) {
      return new TrialEvent.Noted(trial, attempt, noted.text());
    } else if (message instanceof WorkerMessage.Progress moved) {
      return new TrialEvent.Progressed(
          trial, attempt, moved.category(), moved.current(), moved.total());
    }
    WorkerMessage.ThreadsLeft left = (WorkerMessage.ThreadsLeft) message;
    return new TrialEvent.Noted(
        trial,
        attempt,
        "left %d %s running (%s); its worker is replaced"
            .formatted(
                left.count(),
                left.count() == 1 ? "thread" : "threads",
                String.join(", ", left.names())));
  }

  private static String text(Path path) {
    return path == null ? null : path.toString();
  }

  private static Path path(String text) {
    return text == null ? null : Path.of(text);
  }
}
