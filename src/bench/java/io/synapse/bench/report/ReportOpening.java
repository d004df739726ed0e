package io.synapse.bench.report;

import io.synapse.files.FileTree;
import io.synapse.report.RunScript;
import io.synapse.report.html.HtmlReport;
import io.synapse.store.run.StoredRun.RecordedRun;
import io.synapse.testing.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How long the report of a large run takes to be made, to open in Chromium, and to draw a frame
 * while it is scrolled.
 */
public final class ReportOpening {

  private static final int OPENINGS = 5;

  private static final List<Map<String, Object>> SPACE =
      List.of(
          Map.of("name", "rate", "type", "loguniform", "min", 1e-4, "max", 1, "base", 10),
          Map.of("name", "layers", "type", "randint", "min", 1, "max", 9),
          Map.of("name", "kind", "type", "choice", "options", List.of("a", "b", "c")));

  /** A page that is leafed through, and one whose charts are drawn while it moves. */
  private static final int[] PIXELS_PER_FRAME = {60, 12};

  /** Scrolls through the whole page, and gives the times between frames when it is done. */
  private static final String SCROLL =
      """
      window.frames_ = null;
      const times = []; let last = performance.now();
      const step = now => {
        times.push(now - last); last = now;
        scrollBy(0, %d);
        if (scrollY + innerHeight < document.documentElement.scrollHeight - 2) requestAnimationFrame(step);
        else window.frames_ = times;
      };
      scrollTo(0, 0);
      requestAnimationFrame(step);
      """;

  private ReportOpening() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    for (int[] size : new int[][] {{100, 30, 4}, {5_000, 100, 4}, {5_000, 20, 40}}) {
      measure(size[0], size[1], size[2]);
    }
  }

  private static void measure(int trials, int reports, int metrics)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("report-opening");
    try {
      measure(folder, trials, reports, metrics);
    } finally {
      FileTree.delete(folder);
    }
  }

  private static void measure(Path folder, int trials, int reports, int metrics)
      throws IOException, InterruptedException {
    RunScript script = script(folder, trials, reports, metrics);
    script.recorded();
    long start = System.nanoTime();
    RecordedRun run = script.recorded();
    long read = System.nanoTime();
    Path page = folder.resolve("report.html");
    new HtmlReport(run, List.of(), HtmlReport.Reload.NEVER).writeTo(page);
    long written = System.nanoTime();
    System.out.printf(
        Locale.ROOT,
        "%,d trials, %d reports, %d metrics: read %.2f s, made %.2f s, %.1f MB%n",
        trials,
        reports,
        metrics,
        (read - start) / 1e9,
        (written - read) / 1e9,
        Files.size(page) / 1e6);
    open(page, Files.createDirectory(folder.resolve("profile")));
  }

  private static void open(Path page, Path profile) throws InterruptedException {
    try (Browser browser = new Browser(profile)) {
      List<Double> ready = new ArrayList<>();
      for (int i = 0; i < OPENINGS; i++) {
        browser.open(page);
        ready.add(
            browser.number("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1e3);
      }
      System.out.printf(
          Locale.ROOT,
          "  opens in %s s%n",
          ready.stream().sorted().map(each -> "%.2f".formatted(each)).toList());
      for (int pixels : PIXELS_PER_FRAME) {
        browser.open(page);
        scroll(browser, pixels);
      }
    }
  }

  private static void scroll(Browser browser, int pixels) throws InterruptedException {
    browser.run(SCROLL.formatted(pixels));
    while (browser.evaluate("window.frames_") == null) {
      Thread.sleep(200);
    }
    browser.run("window.frames_.sort((a, b) => a - b)");
    System.out.printf(
        Locale.ROOT,
        "  %d pixels a frame: %.0f frames: median %.0f ms, 95 %% within %.0f, 99 %% within %.0f,"
            + " longest %.0f ms%n",
        pixels,
        browser.number("window.frames_.length"),
        browser.number("window.frames_[Math.floor(window.frames_.length / 2)]"),
        browser.number("window.frames_[Math.floor(window.frames_.length * .95)]"),
        browser.number("window.frames_[Math.floor(window.frames_.length * .99)]"),
        browser.number("window.frames_[window.frames_.length - 1]"));
  }

  private static RunScript script(Path folder, int trials, int reports, int metrics) {
    RunScript script = new RunScript(folder).run(SPACE);
    for (int i = 0; i < trials; i++) {
      double rate = Math.pow(10, -4.0 * ((i * 37L) % trials) / trials);
      script.begin(
          i, Map.of("rate", rate, "layers", i % 8 + 1, "kind", List.of("a", "b", "c").get(i % 3)));
      Map<String, Object> last = Map.of();
      for (int iteration = 1; iteration <= reports; iteration++) {
        last = values(rate, iteration, metrics);
        script.report(i, iteration, last);
      }
      script.end(i, last);
    }
    return script;
  }

  private static Map<String, Object> values(double rate, int iteration, int metrics) {
    Map<String, Object> values = new LinkedHashMap<>();
    double score = 1 - Math.abs(Math.log10(rate) + 2) / iteration;
    values.put("score", score);
    for (int m = 1; m < metrics; m++) {
      values.put("metric_" + m, score * m);
    }
    return values;
  }
}
