package io.synapse.terminal;

import io.synapse.run.RecordedEvent;
import io.synapse.terminal.EventText.MessageLines;
import io.synapse.terminal.StyledLine.AnsiText;
import io.synapse.terminal.StyledLine.TextStyle;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jline.terminal.Size;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bars and a table at the bottom of the terminal, redrawn in place at most ten times a second by a
 * thread of its own; what the plugin says and what fails scrolls away above them. The last picture
 * stays when the view is closed.
 */
final class LiveView implements RunView {

  private static final Logger LOG = LoggerFactory.getLogger(LiveView.class);
  private static final long LEAST_FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long MOVING_FRAME_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
  private static final long MOST_FRAME_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long JOIN_MILLIS = 2_000;

  /** Messages that may pile up between two frames; a flood of them can't be read anyway. */
  private static final int MOST_ABOVE = 200;

  private final LiveTerminal terminal;
  private final DisplayText display;
  private final AnsiText ansi;
  private final PrintStream output;
  private final ViewSettings.Verbosity detail;
  private final FramePainter painter;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wake = lock.newCondition();
  // Guarded by the lock.
  private final RunViewState model;
  private final EventText narrator;
  private final FrameComposer composer;
  private final Deque<String> above = new ArrayDeque<>();
  private int dropped;
  private boolean changed;
  private boolean closing;

  private final Thread drawer = new Thread(this::drawUntilClosing, "synapse-live-view");

  /**
   * What a live view draws with.
   *
   * @param terminal closed by the view
   * @param display fits texts to it
   * @param ansi looks
   * @param output where the summary goes
   */
  record Canvas(LiveTerminal terminal, DisplayText display, AnsiText ansi, PrintStream output) {}

  LiveView(Canvas canvas, ViewSettings.Verbosity detail, InstantSource clock) {
    this.terminal = canvas.terminal();
    this.display = canvas.display();
    this.ansi = canvas.ansi();
    this.output = canvas.output();
    this.detail = detail;
    this.painter = new FramePainter(ansi);
    this.model = new RunViewState(clock);
    this.narrator = new EventText(model);
    this.composer = new FrameComposer(display);
  }

  /** Starts to draw. */
  void start() {
    terminal.onResize(this::change);
    terminal.onReturn(this::beginAnew);
    drawer.setDaemon(true);
    drawer.start();
  }

  @Override
  public void onEvent(RecordedEvent recorded) {
    lock.lock();
    try {
      model.apply(recorded);
      narrator.report(recorded.event()).filter(this::isWanted).ifPresent(this::put);
      signalChange();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void onReplay(RecordedEvent recorded) {
    lock.lock();
    try {
      model.apply(recorded);
      signalChange();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    if (!beginClosing()) {
      return;
    }
    try {
      drawer.join(JOIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try {
      draw();
    } catch (RuntimeException e) {
      LOG.warn("the last picture could not be drawn", e);
    } finally {
      terminal.close();
      composer.close();
    }
  }

  @Override
  public void summarize(RunSummary summary) {
    new SummaryPrinter(display, ansi).print(summary, output);
  }

  private boolean isWanted(EventText.PrintedLine reported) {
    return switch (reported.kind()) {
      case TROUBLE, MESSAGE -> true;
      case CHANGE -> false;
      case DETAIL -> detail == ViewSettings.Verbosity.VERBOSE;
    };
  }

  private void put(EventText.PrintedLine reported) {
    for (String line : MessageLines.of(reported.text())) {
      above.addLast(line);
      if (above.size() > MOST_ABOVE) {
        above.removeFirst();
        dropped++;
      }
    }
  }

  private void change() {
    lock.lock();
    try {
      signalChange();
    } finally {
      lock.unlock();
    }
  }

  /** Wakes the drawing thread once for all that happens until it draws. */
  private void signalChange() {
    if (!changed) {
      changed = true;
      wake.signal();
    }
  }

  private void beginAnew() {
    synchronized (painter) {
      painter.forget();
    }
    change();
  }

  private boolean beginClosing() {
    lock.lock();
    try {
      boolean first = !closing;
      closing = true;
      wake.signal();
      return first;
    } finally {
      lock.unlock();
    }
  }

  private void drawUntilClosing() {
    try {
      while (awaitNextFrame()) {
        draw();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The run is worth more than its picture; its log says what went wrong here.
      LOG.warn("the live view stopped", e);
    }
  }

  /** Waits until a frame is due: soon after a change, else when the clock shows another time. */
  private boolean awaitNextFrame() throws InterruptedException {
    lock.lock();
    try {
      long begun = System.nanoTime();
      while (!closing) {
        long due = changed ? LEAST_FRAME_NANOS : idleFrameNanos();
        long left = due - (System.nanoTime() - begun);
        if (left <= 0) {
          return true;
        }
        wake.awaitNanos(left);
      }
      return false;
    } finally {
      lock.unlock();
    }
  }

  private long idleFrameNanos() {
    return composer.isMoving(model) ? MOVING_FRAME_NANOS : MOST_FRAME_NANOS;
  }

  private void draw() {
    synchronized (painter) {
      Size size = terminal.size();
      DrawnFrame picture = picture(size);
      String text = painter.paint(picture.frame(), picture.above(), size.getColumns());
      if (!text.isEmpty()) {
        terminal.write(text);
      }
    }
  }

  /** A frame and what scrolls away above it. */
  private record DrawnFrame(List<StyledLine> frame, List<StyledLine> above) {}

  private DrawnFrame picture(Size size) {
    lock.lock();
    try {
      changed = false;
      List<StyledLine> frame = composer.compose(model, size.getColumns(), size.getRows());
      return new DrawnFrame(frame, takeAbove());
    } finally {
      lock.unlock();
    }
  }

  private List<StyledLine> takeAbove() {
    List<StyledLine> lines = new ArrayList<>();
    if (dropped > 0) {
      lines.add(above(display.symbols().ellipsis() + " " + dropped + " lines left out"));
    }
    above.forEach(text -> lines.add(above(text)));
    above.clear();
    dropped = 0;
    return lines;
  }

  private StyledLine above(String text) {
    return new StyledLine(display, Integer.MAX_VALUE).add(text, TextStyle.PLAIN);
  }
}
