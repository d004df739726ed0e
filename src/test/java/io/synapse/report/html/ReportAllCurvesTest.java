package io.synapse.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.report.RunScript;
import io.synapse.testing.NeedsBrowser;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** More learning curves than are drawn at first, and how a reader sees all. */
@NeedsBrowser
class ReportAllCurvesTest extends ReportPageFixture {

  private static final int TRIALS = 230;
  private static final int REPORTS = 4;
  private static final String CHART =
      "echarts.getInstanceByDom(document.getElementById('chart-curves'))";
  private static final String TOGETHER =
      option("chart-curves") + ".series.filter(s => s.type === 'lines')";

  @Test
  void aFewTrialsHaveNoChoiceOfCurves() {
    open(tuning());

    assertThat(browser.find("#curve-trials").isDisplayed()).isFalse();
  }

  @Test
  void allCurvesAreDrawnWhenTheyAreChosen() {
    open(many());
    assertThat(browser.texts("#curve-trials option"))
        .containsExactly("200 of 230 trials", "all 230 trials");
    assertThat(browser.find("#curves figcaption").getText()).startsWith("score by iteration; 200");

    browser.find("#curve-trials").sendKeys(Keys.ARROW_DOWN);

    assertThat(curves("finished")).isEqualTo(153);
    assertThat(curves("stopped")).isEqualTo(76);
    assertThat(parts(101))
        .isEqualTo(List.of(List.of(List.of(1L, 101L), List.of(2L, 202L), List.of(3L, 303L))));
    assertThat(curve(229))
        .isEqualTo(
            List.of(List.of(1L, 229L), List.of(2L, 458L), List.of(3L, 687L), List.of(4L, 916L)));
    assertThat(data("chart-curves", "stopped"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .contains(List.of(3L, 303L))
        .hasSize(76);
    await().until(() -> isDrawn("chart-curves"));
    assertThat(browser.find("#curves figcaption").getText())
        .isEqualTo("score by iteration; 230 trials; 76 stopped early (diamonds).");
  }

  @Test
  void aCurveWithAGapIsDrawnOnBothOfItsSides() {
    RunScript script = many().begin(TRIALS, Map.of("rate", 0.1, "종류", "a"));
    List<Double> scores = List.of(1.0, 2.0, Double.NaN, 4.0, 5.0);
    for (int i = 0; i < scores.size(); i++) {
      script.report(TRIALS, i + 1, Map.of("score", scores.get(i), "loss", 1.0));
    }
    open(script.end(TRIALS, Map.of("score", 5.0, "loss", 1.0)));
    chooseAll();

    assertThat(parts(TRIALS))
        .isEqualTo(
            List.of(
                List.of(List.of(1L, 1L), List.of(2L, 2L)),
                List.of(List.of(4L, 4L), List.of(5L, 5L))));
  }

  @Test
  void theChoiceOutlastsALoadingAnew() {
    RunScript script = many();
    open(script);
    chooseAll();

    open(script);

    assertThat(browser.evaluate("document.getElementById('curve-trials').value")).isEqualTo("all");
    assertThat(curves("finished")).isEqualTo(153);
  }

  @Test
  void theCurveThatIsPointedAtTellsOfItsTrialAndOpensIt() {
    open(withOneFarBelow());
    chooseAll();
    show("chart-curves");

    pointAt("mousemove", 2, -600);
    await()
        .until(() -> isTrue("document.getElementById('chart-curves').innerText.includes('230')"));
    List.of("mousedown", "mouseup", "click").forEach(event -> pointAt(event, 2, -600));

    assertThat(browser.find("#panel-title").getText()).startsWith("Trial 230 ");
  }

  @Test
  void curvesThatTheLegendHidesAreNotPointedAt() {
    open(withOneFarBelow());
    chooseAll();
    show("chart-curves");

    browser.run(CHART + ".dispatchAction({type: 'legendToggleSelect', name: 'stopped'})");
    List.of("mousemove", "mousedown", "mouseup", "click").forEach(each -> pointAt(each, 2, -600));

    assertThat(browser.find("#panel").isDisplayed()).isFalse();
  }

  @Test
  void manyTrialsOfOneReportAreMarksAlone() {
    RunScript script = script().run(SPACE);
    for (int i = 0; i < TRIALS; i++) {
      Map<String, Object> metrics = Map.of("score", (double) i, "loss", 1.0);
      script.begin(i, Map.of("rate", 0.1, "종류", "a")).report(i, 1, metrics).end(i, metrics);
    }
    open(script);
    chooseAll();

    assertThat(data("chart-curves", "one report"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(TRIALS);
    assertThat(browser.number(option("chart-curves") + ".series.length")).isEqualTo(2);
  }

  private static void chooseAll() {
    browser.run(
        "const s = document.getElementById('curve-trials'); s.value = 'all';"
            + "s.dispatchEvent(new Event('change'))");
  }

  /** How many curves of a state are drawn together. */
  private static double curves(String state) {
    return browser.number(TOGETHER + ".filter(s => s.name === '" + state + "')[0].data.length");
  }

  private Object parts(int trial) {
    return browser.evaluate(
        TOGETHER
            + ".flatMap(s => s.data).filter(d => trialById.get(d.id).number === "
            + trial
            + ").map(d => d.coords)");
  }

  private static void pointAt(String event, double iteration, double value) {
    browser.run(
        String.format(
            Locale.ROOT,
            "const [x, y] = %s.convertToPixel({gridIndex: 0}, [%f, %f]);"
                + "const canvas = document.querySelector('#chart-curves canvas');"
                + "const {left, top} = canvas.getBoundingClientRect();"
                + "canvas.dispatchEvent(new MouseEvent('%s',"
                + " {bubbles: true, clientX: left + x, clientY: top + y}))",
            CHART,
            iteration,
            value,
            event));
  }

  private RunScript withOneFarBelow() {
    return many()
        .begin(TRIALS, Map.of("rate", 0.1, "종류", "a"))
        .report(TRIALS, 1, Map.of("score", -300.0, "loss", 1.0))
        .stop(TRIALS, 3, Map.of("score", -900.0, "loss", 1.0), "below the cut")
        .end(TRIALS, Map.of("score", -900.0, "loss", 1.0));
  }

  /** Trial i has i times the iteration; every third was stopped before its last. */
  private RunScript many() {
    RunScript script = script().run(SPACE);
    for (int i = 0; i < TRIALS; i++) {
      boolean stopped = i % 3 == 2;
      script.begin(i, Map.of("rate", 0.1, "종류", "a"));
      int last = stopped ? REPORTS - 1 : REPORTS;
      for (int iteration = 1; iteration <= last; iteration++) {
        Map<String, Object> metrics = Map.of("score", (double) i * iteration, "loss", 1.0);
        if (stopped && iteration == last) {
          script.stop(i, iteration, metrics, "below the cut");
        } else {
          script.report(i, iteration, metrics);
        }
      }
      script.end(i, Map.of("score", (double) i * last, "loss", 1.0));
    }
    return script;
  }
}
