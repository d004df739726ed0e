package io.synapse.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.report.RunScript;
import io.synapse.run.Bracket;
import io.synapse.testing.Browser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The report as a reader has it: opened in a real browser. */
abstract class ReportPageFixture {

  /** The space of {@link #tuning}: one logarithmic axis and one of categories. */
  static final List<Map<String, Object>> SPACE =
      List.of(
          Map.of("name", "rate", "type", "loguniform", "min", 1e-4, "max", 1, "base", 10),
          Map.of("name", "종류", "type", "choice", "options", List.of("a", "b<i>", "c")));

  @TempDir private static Path profile;
  static Browser browser;

  @TempDir Path store;

  @BeforeAll
  static void startTheBrowser() {
    browser = new Browser(profile);
  }

  @AfterAll
  static void endTheBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  /** Holds for every page, whatever it was opened for. */
  @AfterEach
  void nothingWentWrongAndNothingWasFetched() {
    assertThat(browser.console()).isEmpty();
    assertThat(browser.requests()).allMatch(address -> address.startsWith("file:"));
    assertThat(browser.number("performance.getEntriesByType('resource').length")).isZero();
  }

  /** Six trials: three finished, two stopped, one failed. */
  RunScript tuning() {
    return script()
        .run(SPACE)
        .begin(0, Map.of("rate", 0.1, "종류", "a"))
        .report(0, 1, Map.of("score", 0.5, "loss", 1.0))
        .end(0, Map.of("score", 0.5, "loss", 1.0))
        .begin(1, Map.of("rate", 0.001, "종류", "b<i>"))
        .stop(1, 1, Map.of("score", 0.4, "loss", 2.0), "below the cut")
        .end(1, Map.of("score", 0.4, "loss", 2.0))
        .begin(2, Map.of("rate", 0.01, "종류", "b<i>"))
        .report(2, 1, Map.of("score", 0.45, "loss", 1.1))
        .report(2, 2, Map.of("score", 0.9, "loss", 0.2))
        .end(2, Map.of("score", 0.9, "loss", 0.2))
        .begin(3, Map.of("rate", 0.9, "종류", "c"))
        .fail(3, "no <memory> & more")
        .begin(4, Map.of("rate", 0.4, "종류", "a"))
        .stop(4, 1, Map.of("score", 0.3, "loss", 3.0), "below the cut")
        .end(4, Map.of("score", 0.3, "loss", 3.0))
        .begin(5, Map.of("rate", 0.02, "종류", "c"))
        .report(5, 1, Map.of("score", 0.6, "loss", 0.9))
        .end(5, Map.of("score", 0.6, "loss", 0.9));
  }

  /** A browser keeps what a reader chose in a run's page, so each test has a run of its own. */
  RunScript script() {
    return new RunScript(store, store.getFileName().toString());
  }

  void open(RunScript script) {
    browser.open(write(script, HtmlReport.Reload.NEVER));
    assertThat(browser.evaluate("document.documentElement.dataset.ready")).isEqualTo("true");
    if (!browser.texts("#chart-history").isEmpty()) {
      show("chart-history");
      show("chart-curves");
      browser.run("scrollTo(0, 0)");
    }
  }

  Path write(RunScript script, HtmlReport.Reload reload) {
    List<Bracket> brackets =
        List.of(
            new Bracket(
                0,
                6,
                List.of(new Bracket.Rung(1, 5, 0, 3, 0.9), new Bracket.Rung(2, 1, 0, 1, 0.9))));
    Path page = store.resolve("report.html");
    new HtmlReport(script.recorded(), brackets, reload).writeTo(page);
    return page;
  }

  /** Scrolls to a chart, and waits until it is drawn. */
  static void show(String id) {
    if (browser.texts("#" + id).isEmpty()) {
      return;
    }
    browser.run("document.getElementById('" + id + "').scrollIntoView({behavior: 'instant'})");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> isTrue("!!echarts.getInstanceByDom(document.getElementById('" + id + "'))"));
  }

  static boolean isTrue(String expression) {
    return Boolean.TRUE.equals(browser.evaluate(expression));
  }

  static String option(String id) {
    return "echarts.getInstanceByDom(document.getElementById('" + id + "')).getOption()";
  }

  static Object data(String id, String series) {
    return browser.evaluate(
        "("
            + option(id)
            + ".series.find(s => s.name === '"
            + series
            + "' || s.name === 'trial ' + '"
            + series
            + "').data || []).map(d => d.value || d)");
  }

  static Object curve(int trial) {
    return data("chart-curves", Integer.toString(trial));
  }

  /** Whether there is anything on one of its canvases: a chart drawn in parts has several. */
  static boolean isDrawn(String id) {
    return isTrue(
        "[...document.querySelectorAll('#"
            + id
            + " canvas')].some(canvas => {"
            + "const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
            + "const colours = new Set(); for (let i = 0; i < pixels.length; i += 4)"
            + " if (pixels[i + 3]) colours.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);"
            + "return colours.size > 5; })");
  }

  static List<String> numbers() {
    return browser.texts("#trial-table tbody tr td:first-child");
  }
}
