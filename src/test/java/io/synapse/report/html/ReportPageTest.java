package io.synapse.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import io.synapse.report.RunScript;
import io.synapse.report.record.RecordedBracket;
import io.synapse.report.record.RecordedBracket.RecordedRung;
import io.synapse.store.RunStatus;
import io.synapse.testing.Browser;
import io.synapse.testing.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The report as a reader has it: opened in a real browser. */
@NeedsBrowser
class ReportPageTest {

  private static final byte[] PICTURE =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

  /** The space of {@link #tuning}: one logarithmic axis and one of categories. */
  private static final List<Map<String, Object>> SPACE =
      List.of(
          Map.of("name", "rate", "type", "loguniform", "min", 1e-4, "max", 1, "base", 10),
          Map.of("name", "종류", "type", "choice", "options", List.of("a", "b<i>", "c")));

  @TempDir private static Path profile;
  private static Browser browser;

  @TempDir private Path store;

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

  @Test
  void theHistoryShowsEveryTrialTheBestSoFarAndTheFailed() {
    open(tuning());

    assertThat(data("chart-history", "finished"))
        .isEqualTo(List.of(List.of(0L, 0.5), List.of(2L, 0.9), List.of(5L, 0.6)));
    assertThat(data("chart-history", "stopped"))
        .isEqualTo(List.of(List.of(1L, 0.4), List.of(4L, 0.3)));
    assertThat(data("chart-history", "failed")).isEqualTo(List.of(List.of(3L, 0.3)));
    assertThat(data("chart-history", "best so far"))
        .isEqualTo(
            List.of(
                List.of(0L, 0.5),
                List.of(1L, 0.5),
                List.of(2L, 0.9),
                List.of(3L, 0.9),
                List.of(4L, 0.9),
                List.of(5L, 0.9)));
    assertThat(isDrawn("chart-history")).isTrue();
    assertThat(browser.find("#chart-history").getAttribute("aria-label"))
        .contains("6 trials", "0.9", "trial 2", "1 failed");
  }

  @Test
  void learningCurvesAreThoseOfTheChosenMetricWithStoppedOnesMarked() {
    open(tuning());

    assertThat(curve(2)).isEqualTo(List.of(List.of(1L, 0.45), List.of(2L, 0.9)));
    assertThat(data("chart-curves", "stopped"))
        .isEqualTo(List.of(List.of(1L, 0.4), List.of(1L, 0.3)));

    browser.run(
        "const s = document.getElementById('curve-metric'); s.value = 'loss';"
            + "s.dispatchEvent(new Event('change'))");

    assertThat(curve(2)).isEqualTo(List.of(List.of(1L, 1.1), List.of(2L, 0.2)));
    assertThat(isDrawn("chart-curves")).isTrue();
  }

  @Test
  void parallelCoordinatesHaveLogarithmicAndCategoricalAxes() {
    open(tuning());
    show("chart-parallel");

    assertThat(browser.evaluate(option("chart-parallel") + ".parallelAxis.map(a => a.type)"))
        .isEqualTo(List.of("log", "category", "value"));
    assertThat(browser.evaluate(option("chart-parallel") + ".series[0].data.map(d => d.value)"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains(List.of(0.01, "b<i>", 0.9))
        .hasSize(5);
    assertThat(isDrawn("chart-parallel")).isTrue();
  }

  @Test
  void slicesContourAndImportanceAreDrawn() {
    open(tuning());
    List.of("chart-slice-0", "chart-slice-1", "chart-contour", "chart-importance")
        .forEach(ReportPageTest::show);

    assertThat(browser.evaluate(option("chart-slice-0") + ".xAxis[0].type")).isEqualTo("log");
    assertThat(data("chart-slice-0", "finished"))
        .isEqualTo(List.of(List.of(0.1, 0.5), List.of(0.01, 0.9), List.of(0.02, 0.6)));
    assertThat(data("chart-slice-1", "finished"))
        .isEqualTo(List.of(List.of(0L, 0.5), List.of(1L, 0.9), List.of(2L, 0.6)));
    assertThat(isDrawn("chart-contour")).isTrue();
    assertThat(browser.number("page.importances.reduce((sum, each) => sum + each[1], 0)"))
        .isEqualTo(1, offset(1e-9));
    assertThat(isDrawn("chart-importance")).isTrue();
    assertThat(browser.find("#importance").getText()).contains("PED-ANOVA", "IJCAI 2023");
  }

  @Test
  void rungsTimelineAndLineageShowWhatWasDecided() {
    RunScript script = tuning();
    script
        .line(
            "decision",
            Map.of(
                "trial_id", script.id(1),
                "decision", "EXPLOIT",
                "reason", "worst of 3",
                "exploit_trial", script.id(2),
                "exploit_config", Map.of("rate", 0.5, "종류", "a")))
        .attempt(1, 2, "exploit", Map.of("rate", 0.5, "종류", "a"), 2);
    open(script);
    List.of("chart-rungs", "chart-lineage", "chart-timeline").forEach(ReportPageTest::show);

    assertThat(browser.evaluate(option("chart-rungs") + ".series.map(s => s.data)"))
        .isEqualTo(List.of(List.of(1L, 3L), List.of(0L, 2L)));
    assertThat(browser.evaluate(option("chart-lineage") + ".series[1].data.map(d => d.coords)"))
        .isEqualTo(List.of(List.of(List.of(2L, 2L), List.of(1L, 1L))));
    assertThat(browser.number(option("chart-timeline") + ".series[0].data.length")).isEqualTo(7);
    List.of("chart-rungs", "chart-lineage", "chart-timeline")
        .forEach(id -> assertThat(isDrawn(id)).as(id).isTrue());
  }

  @Test
  void theTableIsSortedByTheHeadsButtonsWithMissingValuesLast() {
    open(tuning());

    browser.find("th[data-key='m:score'] button").click();
    assertThat(numbers()).containsExactly("4", "1", "0", "5", "2", "3");
    browser.find("th[data-key='m:score'] button").sendKeys(Keys.ENTER);
    assertThat(numbers()).containsExactly("2", "5", "0", "1", "4", "3");
    assertThat(browser.find("th[data-key='m:score']").getAttribute("aria-sort"))
        .isEqualTo("descending");
  }

  @Test
  void theTableIsFilteredAndSearchedAndTellsHowManyAreLeft() {
    open(tuning());

    browser.run(
        "const s = document.getElementById('state-filter'); s.value = 'stopped';"
            + "s.dispatchEvent(new Event('change'))");
    assertThat(numbers()).containsExactly("1", "4");
    assertThat(browser.find("#count").getText()).isEqualTo("2 of 6 trials");

    browser.find("#search").sendKeys("종류=a");
    assertThat(numbers()).containsExactly("4");
    assertThat(browser.find("#count").getAttribute("aria-live")).isEqualTo("polite");
  }

  @Test
  void aTrialOpensWithItsErrorItsLogAndItsPicturesAndEscapeClosesIt() throws IOException {
    RunScript script = tuning();
    Path picture =
        script.folder().trialFolder(script.id(3)).resolve("visualizations/a/b/000000.png");
    Files.createDirectories(picture.getParent());
    Files.write(picture, PICTURE);
    script
        .line(
            "visualization",
            Map.of(
                "trial_id",
                script.id(3),
                "category",
                "a",
                "group",
                "b",
                "index",
                0,
                "file",
                picture.toString(),
                "meta",
                Map.of("label", 4)))
        .file(script.folder().trialPrintsFile(script.id(3)), "epoch 1\nbang <b>\n")
        .file(script.folder().trialErrorFile(script.id(3)), "Traceback: line 7\n");
    open(script);

    browser.find("tr[data-id='" + script.id(3) + "'] button").sendKeys(Keys.ENTER);

    assertThat(browser.find("#panel").isDisplayed()).isTrue();
    assertThat(browser.find("#panel-error").getText()).isEqualTo("no <memory> & more");
    assertThat(browser.find("#panel-log").getText()).isEqualTo("epoch 1\nbang <b>");
    assertThat(browser.find("#panel-trace").getText()).isEqualTo("Traceback: line 7");
    await()
        .until(() -> browser.number("document.querySelector('.pictures img').naturalWidth") == 1);
    assertThat(browser.find(".pictures img").getAttribute("alt")).isEqualTo("a / b / 0, label: 4");

    browser.find("#panel button").sendKeys(Keys.ESCAPE);
    assertThat(browser.find("#panel").isDisplayed()).isFalse();
    assertThat(browser.evaluate("document.activeElement.textContent")).isEqualTo(script.id(3));
  }

  @Test
  void aTrialsPanelHasItsCurves() {
    RunScript script = tuning();
    open(script);

    browser.find("tr[data-id='" + script.id(2) + "']").click();
    await().until(() -> isDrawn("panel-curve-0"));

    assertThat(data("panel-curve-0", "score"))
        .isEqualTo(List.of(List.of(1L, 0.45), List.of(2L, 0.9)));
  }

  @Test
  void theThemeIsTheSystemsUntilTheReaderChooses() {
    browser.emulate("prefers-color-scheme", "dark");
    open(tuning());
    assertThat(browser.evaluate("currentTheme()")).isEqualTo("dark");
    Object dark = browser.evaluate(option("chart-history") + ".textStyle.color");

    browser.find("#theme").click();

    assertThat(browser.evaluate("currentTheme()")).isEqualTo("light");
    assertThat(browser.evaluate(option("chart-history") + ".textStyle.color")).isNotEqualTo(dark);
    browser.run("localStorage.clear()");
    browser.emulate("prefers-color-scheme", "light");
  }

  @Test
  void aPageOfARunThatGoesOnLoadsItselfAnewAndLooksTheSame() {
    RunScript script = tuning().with(RunStatus.RUNNING);
    Path page = write(script, Reload.every(Duration.ofSeconds(1)));
    browser.open(page);
    browser.run("document.querySelector(\"th[data-key='m:score'] button\").click()");
    browser.run("document.getElementById('trials').scrollIntoView()");
    double scrolled = browser.number("scrollY");
    assertThat(scrolled).isPositive();

    script.begin(6, Map.of("rate", 0.3, "종류", "a")).end(6, Map.of("score", 0.95));
    write(script, Reload.every(Duration.ofSeconds(1)));

    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> browser.number("trials.length") == 7);
    assertThat(numbers()).containsExactly("4", "1", "0", "5", "2", "6", "3");
    assertThat(browser.number("scrollY")).isEqualTo(scrolled, offset(120.0));
    write(script.with(RunStatus.COMPLETED), Reload.NEVER);
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> browser.number("page.reload") == 0);
  }

  @Test
  void aFewValuesFarOffDoNotFlattenTheOthers() {
    RunScript script = script().minimising("loss").run(SPACE);
    for (int i = 0; i < 20; i++) {
      double loss = i == 7 ? 1e9 : 1 + i / 20.0;
      script.begin(i, Map.of("rate", 0.1, "종류", "a")).end(i, Map.of("loss", loss));
    }
    open(script);

    assertThat(browser.number(option("chart-history") + ".yAxis[0].max")).isBetween(1.95, 3.0);
    assertThat(browser.find("#chart-history").getAttribute("aria-label"))
        .contains("1 so much worse that they are beyond the axis");
  }

  @Test
  void aRunWhoseTrialsAllFailedIsReadable() {
    RunScript script = script().run(SPACE);
    for (int i = 0; i < 5; i++) {
      script.begin(i, Map.of("rate", 0.1, "종류", "a")).fail(i, "no memory");
    }
    open(script);

    assertThat(browser.find("#summary").getText()).contains("5 failed", "none has ended well");
    assertThat(numbers()).hasSize(5);
  }

  @Test
  void valuesThatAreNoNumbersAndFortyMetricsAreReadable() {
    RunScript script = script().minimising("m0").run(SPACE);
    for (int i = 0; i < 4; i++) {
      Map<String, Object> metrics = new LinkedHashMap<>();
      for (int m = 0; m < 40; m++) {
        metrics.put("m" + m, i == 1 ? Double.NaN : i + m / 40.0);
      }
      script.begin(i, Map.of("rate", 0.1 + i, "종류", "a")).report(i, 1, metrics).end(i, metrics);
    }
    open(script);

    assertThat(browser.find("#summary").getText()).contains("best m0");
    assertThat(browser.number("document.querySelectorAll('#curve-metric option').length"))
        .isEqualTo(40);
    assertThat(browser.number("document.querySelectorAll('#trial-table th').length"))
        .isLessThan(20);
    assertThat(browser.number(option("chart-history") + ".series[0].data.length")).isEqualTo(3);
  }

  @Test
  void aTrainingHasItsCurvesByCategory() {
    RunScript script = script().withoutObjective().run(List.of()).begin(0, Map.of("x", 1));
    for (int epoch = 1; epoch <= 3; epoch++) {
      script.line(
          "metric",
          Map.of(
              "trial_id",
              script.id(0),
              "category",
              "훈련",
              "key",
              "loss",
              "value",
              1.0 / epoch,
              "metrics",
              Map.of("epoch", epoch)));
    }
    open(script.end(0, Map.of("loss", 0.25)));
    show("training-curve-0");

    assertThat(data("training-curve-0", "loss"))
        .isEqualTo(List.of(List.of(1L, 1L), List.of(2L, 0.5), List.of(3L, 0.33333334)));
    assertThat(browser.find("#curves").getText()).contains("훈련");
    assertThat(isDrawn("training-curve-0")).isTrue();
  }

  @Test
  void fiveThousandTrialsOpenWithFewRowsAndFewCharts() {
    open(large(5_000, 20));

    assertThat(browser.find("#count").getText()).isEqualTo("5,000 trials");
    assertThat(numbers()).hasSize(50);
    assertThat(browser.number("document.querySelectorAll('*').length")).isLessThan(2_500);
    assertThat(isTrue("charts.some(chart => !chart.instance)")).isTrue();
    assertThat(
            browser.number(
                option("chart-curves") + ".series.filter(s => s.type === 'line').length"))
        .isEqualTo(200);
    assertThat(browser.find("#curves").getText()).contains("200 of 5,000 trials");
  }

  /** Six trials: three finished, two stopped, one failed. */
  private RunScript tuning() {
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
  private RunScript script() {
    return new RunScript(store, store.getFileName().toString());
  }

  private RunScript large(int trials, int reports) {
    RunScript script = script().run(SPACE);
    for (int i = 0; i < trials; i++) {
      double rate = Math.pow(10, -4.0 * ((i * 37) % trials) / trials);
      script.begin(i, Map.of("rate", rate, "종류", List.of("a", "b<i>", "c").get(i % 3)));
      for (int iteration = 1; iteration <= reports; iteration++) {
        double score = 1 - Math.abs(Math.log10(rate) + 2) / iteration;
        script.report(i, iteration, Map.of("score", score, "loss", 1 - score));
      }
      script.end(i, Map.of("score", 1 - Math.abs(Math.log10(rate) + 2), "loss", 0.1));
    }
    return script;
  }

  private void open(RunScript script) {
    browser.open(write(script, Reload.NEVER));
    assertThat(browser.evaluate("document.documentElement.dataset.ready")).isEqualTo("true");
    if (!browser.texts("#chart-history").isEmpty()) {
      show("chart-history");
      show("chart-curves");
      browser.run("scrollTo(0, 0)");
    }
  }

  private Path write(RunScript script, Reload reload) {
    List<RecordedBracket> brackets =
        List.of(
            new RecordedBracket(
                0,
                6,
                List.of(new RecordedRung(1, 5, 0, 3, 0.9), new RecordedRung(2, 1, 0, 1, 0.9))));
    Path page = store.resolve("report.html");
    new HtmlReport(script.recorded(), brackets, reload).writeTo(page);
    return page;
  }

  /** Scrolls to a chart, and waits until it is drawn. */
  private static void show(String id) {
    if (browser.texts("#" + id).isEmpty()) {
      return;
    }
    browser.run("document.getElementById('" + id + "').scrollIntoView({behavior: 'instant'})");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> isTrue("!!echarts.getInstanceByDom(document.getElementById('" + id + "'))"));
  }

  private static boolean isTrue(String expression) {
    return Boolean.TRUE.equals(browser.evaluate(expression));
  }

  private static String option(String id) {
    return "echarts.getInstanceByDom(document.getElementById('" + id + "')).getOption()";
  }

  private static Object data(String id, String series) {
    return browser.evaluate(
        "("
            + option(id)
            + ".series.find(s => s.name === '"
            + series
            + "' || s.name === 'trial ' + '"
            + series
            + "').data || []).map(d => d.value || d)");
  }

  private static Object curve(int trial) {
    return data("chart-curves", Integer.toString(trial));
  }

  /** Whether there is anything on its canvas. */
  private static boolean isDrawn(String id) {
    return isTrue(
        "(() => { const canvas = document.querySelector('#"
            + id
            + " canvas'); if (!canvas) return false;"
            + "const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;"
            + "const colours = new Set(); for (let i = 0; i < pixels.length; i += 4)"
            + " if (pixels[i + 3]) colours.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);"
            + "return colours.size > 5; })()");
  }

  private static List<String> numbers() {
    return browser.texts("#trial-table tbody tr td:first-child");
  }
}
