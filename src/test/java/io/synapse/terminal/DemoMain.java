package io.synapse.terminal;

import io.synapse.terminal.ViewSettings.ViewMode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Shows one of the {@link DemoScenes} in a view of the real standard error, at a time that stands
 * still, and closes it when a line comes in (for {@code steps}, the second one): {@code DemoMain
 * tuning|steps|stopping|cluster|waiting|finished|training|epochs auto|live|plain|jsonl}.
 */
public final class DemoMain {

  private DemoMain() {}

  /** Runs the demonstration. */
  public static void main(String[] arguments) throws IOException {
    TestClock clock = new TestClock();
    ViewMode mode = ViewMode.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    ViewSettings settings = new ViewSettings(mode, ViewSettings.Verbosity.NORMAL);
    RunView view = Views.open(settings, TerminalEnvironment.detect(), clock);
    Runtime.getRuntime().addShutdownHook(new Thread(view::close));
    ScriptedRun run = new ScriptedRun(view, clock);
    switch (arguments[0]) {
      case "tuning", "steps" -> DemoScenes.tuning(run);
      case "stopping" -> DemoScenes.stopping(run);
      case "cluster" -> DemoScenes.cluster(run);
      case "waiting" -> DemoScenes.clusterIsGone(run);
      case "finished" -> DemoScenes.finished(run);
      case "training" -> DemoScenes.training(run);
      case "epochs" -> DemoScenes.trainingWithEpochs(run);
      default -> throw new IllegalArgumentException("no scene '" + arguments[0] + "'");
    }
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    input.readLine();
    if (arguments[0].equals("steps")) {
      DemoScenes.oneMore(run);
      input.readLine();
    }
    view.close();
    if (arguments[0].equals("finished")) {
      view.summarize(DemoScenes.summary());
    }
  }
}
