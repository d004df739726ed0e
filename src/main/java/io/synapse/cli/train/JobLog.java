package io.synapse.cli.train;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import io.synapse.run.RecordedEvent;
import io.synapse.run.RunEvent;
import io.synapse.run.RunListener;
import io.synapse.run.TrialEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** The run's {@code job.log}: what happens to its trials, and whatever synapse itself logs. */
final class JobLog implements RunListener {

  private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("run");

  private final Path runs;
  private FileAppender<ILoggingEvent> appender;

  /**
   * A log that begins with the run.
   *
   * @param store the store's folder
   */
  JobLog(Path store) {
    this.runs = store.resolve("runs");
  }

  @Override
  public void onEvent(RecordedEvent recorded) {
    RunEvent event = recorded.event();
    if (event instanceof RunEvent.RunStarted started) {
      open(runs.resolve(started.runId()).resolve("job.log"));
      LOG.info("run {} of '{}' starts", started.runId(), started.jobName());
    } else if (event instanceof RunEvent.OfTrial ofTrial) {
      log(ofTrial);
    } else if (event instanceof RunEvent.DatasetPrepared prepared) {
      LOG.info("data set {}", prepared.details());
    } else if (event instanceof RunEvent.RunResumed resumed) {
      LOG.info("run {} goes on {}", resumed.runId(), resumed.details());
    } else if (event instanceof TrialEvent.SlotsChanged changed) {
      LOG.info("{} at a time: {}", changed.slots(), changed.offer());
    } else if (event instanceof RunEvent.RunStopping stopping) {
      LOG.warn("stopping {} running trials: {}", stopping.running(), stopping.reason());
    } else if (event instanceof RunEvent.RunInterrupted interrupted) {
      LOG.warn("run interrupted: {}", interrupted.reason());
    } else if (event instanceof RunEvent.RunFinished finished) {
      LOG.info("run {} {}", finished.status(), finished.message());
    }
  }

  /** The log of the earlier process is continued. */
  @Override
  public void onReplay(RecordedEvent recorded) {
    if (recorded.event() instanceof RunEvent.RunStarted started) {
      open(runs.resolve(started.runId()).resolve("job.log"));
    }
  }

  private static void log(RunEvent.OfTrial event) {
    String id = event.trialId();
    if (event instanceof RunEvent.TrialCreated created) {
      LOG.info("{} {} {}", id, created.origin(), created.config().values());
    } else if (event instanceof RunEvent.AttemptStarted started && started.attempt() > 1) {
      LOG.info("{} attempt {} ({})", id, started.attempt(), started.cause());
    } else if (event instanceof RunEvent.AttemptEnded ended) {
      LOG.warn("{} {} ({}): {}", id, ended.status(), ended.why(), ended.reason());
    } else if (event instanceof RunEvent.AttemptParked parked) {
      LOG.info("{} PAUSED in its worker: {}", id, parked.reason());
    } else if (event instanceof RunEvent.AttemptUnparked unparked) {
      LOG.info("{} goes on: {}", id, unparked.reason());
    } else if (event instanceof RunEvent.TrialDecided decided) {
      LOG.info("{} {}", id, decided.decision().reason());
    } else if (event instanceof RunEvent.TrialEnded ended && !ended.error().isEmpty()) {
      LOG.error("{} {}: {}", id, ended.status(), ended.error());
    } else if (event instanceof RunEvent.TrialEnded ended) {
      LOG.info("{} {} {} {}", id, ended.status(), ended.metrics(), ended.reason());
    } else if (event instanceof TrialEvent.MessageLogged message) {
      LOG.info("{} says: {}", id, message.text());
    } else if (event instanceof TrialEvent.Noted noted) {
      LOG.warn("{}: {}", id, noted.text());
    } else if (event instanceof TrialEvent.Placed placed) {
      LOG.info("{} attempt {} runs on {}", id, placed.attempt(), placed.place());
    } else if (event instanceof RunEvent.ModelSaved saved) {
      LOG.info("{} model {}", id, saved.modelId());
    } else if (event instanceof RunEvent.BestChosen) {
      LOG.info("{} is the best", id);
    }
  }

  private void open(Path file) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setCharset(StandardCharsets.UTF_8);
    encoder.setPattern("%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0}: %msg%n");
    encoder.start();
    appender = new FileAppender<>();
    appender.setContext(context);
    appender.setFile(file.toString());
    appender.setEncoder(encoder);
    appender.start();
    root().addAppender(appender);
  }

  @Override
  public void close() {
    if (appender != null) {
      root().detachAppender(appender);
      appender.stop();
    }
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
