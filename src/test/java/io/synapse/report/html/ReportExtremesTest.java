package io.synapse.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.synapse.report.RunScript;
import io.synapse.run.RunStatus;
import io.synapse.testing.NeedsBrowser;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Reports of runs that are unlike most. */
@NeedsBrowser
class ReportExtremesTest extends ReportPageFixture {

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

    assertThat(browser.find("#summary").getText())
        .contains("5 failed", "none has ended well", "5 trials, first trial 0: no memory");
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
      script
          .begin(i, Map.of("rate", 0.1 + i, "종류", "a"))
          .report(i, 1, metrics)
          .report(i, 2, metrics)
          .end(i, metrics);
    }
    open(script);

    assertThat(browser.find("#summary").getText()).contains("best m0");
    assertThat(browser.number("document.querySelectorAll('#curve-metric option').length"))
        .isEqualTo(40);
    assertThat(browser.number("document.querySelectorAll('#trial-table th').length"))
        .isLessThan(20);
    assertThat(browser.number(option("chart-history") + ".series[0].data.length")).isEqualTo(3);
    assertThat(browser.find("#summary details").getText()).isEqualTo("28 more");
    assertATrialsMetricsAreLookedAtOneByOne(script.id(3));
  }

  @Test
  void trialsThatFailedTheSameWayAreToldOnce() {
    RunScript script = script().run(SPACE);
    for (int i = 0; i < 4; i++) {
      String error = i == 3 ? "no <memory>" : "ValueError: bad rate 0." + i + "7";
      script.begin(i, Map.of("rate", 0.1, "종류", "a")).fail(i, error);
    }
    open(script);

    assertThat(browser.texts("#failures li"))
        .containsExactly(
            "3 trials, first trial 0: ValueError: bad rate 0.07",
            "1 trial, first trial 3: no <memory>");
  }

  @Test
  void valuesThatAreNoNumbersAreSortedLastAndToldBelowTheHistory() {
    RunScript script = script().minimising("loss").run(SPACE);
    List<Double> losses =
        List.of(
            Double.NaN, 0.5, Double.POSITIVE_INFINITY, -2.0, Double.NEGATIVE_INFINITY, 10.0, 9.0);
    for (int i = 0; i < losses.size(); i++) {
      script.begin(i, Map.of("rate", 0.1 + i, "종류", "a")).end(i, Map.of("loss", losses.get(i)));
    }
    open(script);

    browser.find("th[data-key='m:loss'] button").click();
    assertThat(numbers()).containsExactly("4", "3", "1", "6", "5", "2", "0");
    browser.find("th[data-key='m:loss'] button").click();
    assertThat(numbers()).containsExactly("2", "5", "6", "1", "3", "4", "0");
    assertThat(browser.find("#history").getText())
        .contains("3 ended without a number and are not drawn");
  }

  @Test
  void nothingAsAHyperparametersValueIsShownLikeAnyOther() {
    Map<String, Object> depth = Map.of("name", "depth", "type", "choice");
    Map<String, Object> dimension = new LinkedHashMap<>(depth);
    dimension.put("options", Arrays.asList(null, 5));
    RunScript script = script().run(List.of(dimension));
    for (int i = 0; i < 6; i++) {
      Map<String, Object> config = new LinkedHashMap<>();
      config.put("depth", i % 2 == 0 ? null : 5);
      script.begin(i, config).end(i, Map.of("score", i / 10.0));
    }
    open(script);
    show("chart-slice-0");

    assertThat(browser.evaluate(option("chart-slice-0") + ".xAxis[0].data"))
        .isEqualTo(List.of("null", "5"));
    browser.find("#search").sendKeys("depth=null");
    assertThat(numbers()).containsExactly("0", "2", "4");
    assertThat(browser.texts("#trial-table tbody td:nth-child(5)")).containsOnly("null");
  }

  @Test
  void longNamesOfChoicesThatBeginAlikeAreToldApart() {
    List<String> names = List.of("plain", "bert-base-multilingual-cased", "bert-base-multilingual");
    RunScript script =
        script().run(List.of(Map.of("name", "model", "type", "choice", "options", names)));
    for (int i = 0; i < 3; i++) {
      script.begin(i, Map.of("model", names.get(i))).end(i, Map.of("score", i / 10.0));
    }
    open(script);

    assertThat(
            browser.evaluate("paramAxes()[0].labels.map(labelCutter(paramAxes()[0].labels, 14))"))
        .isEqualTo(List.of("plain", "…ual-cased", "…ual"));
  }

  @Test
  void timesAreRoundedBeforeTheyAreSplit() {
    open(tuning());

    assertThat(
            browser.evaluate("[9960, 59700, 119700, 3599600, 340].map(each => durationText(each))"))
        .isEqualTo(List.of("10 s", "1 min 0 s", "2 min 0 s", "1 h 0 min", "0.3 s"));
  }

  @Test
  void whoeverHasReportedOneNumberHasAPointAmongTheCurves() {
    RunScript script = script().with(RunStatus.RUNNING).run(SPACE);
    script
        .begin(0, Map.of("rate", 0.1, "종류", "a"))
        .report(0, 1, Map.of("score", 0.5))
        .begin(1, Map.of("rate", 0.2, "종류", "a"))
        .report(1, 1, Map.of("score", 0.25))
        .report(1, 2, Map.of("score", Double.NaN))
        .end(1, Map.of("score", Double.NaN));
    open(script);

    assertThat(data("chart-curves", "one report"))
        .isEqualTo(List.of(List.of(1L, 0.5), List.of(1L, 0.25)));
  }

  private static void assertATrialsMetricsAreLookedAtOneByOne(String trial) {
    browser.find("tr[data-id='" + trial + "']").click();
    await().until(() -> isDrawn("panel-curve-0"));
    String names = option("panel-curve-0") + ".series.map(s => s.name)";
    assertThat(browser.evaluate(names)).isEqualTo(List.of("m0"));
    browser.run(
        "const s = document.getElementById('panel-curve-0-line'); s.value = 'm39';"
            + "s.dispatchEvent(new Event('change'))");
    assertThat(browser.evaluate(names)).isEqualTo(List.of("m39"));
  }

  @Test
  void onAPhoneLongNamesMakeThePageNoWider() {
    String name = "encoder.layers.attention.number_of_hidden_units_of_each_block";
    Map<String, Object> dimension = Map.of("name", name, "type", "randint", "min", 1, "max", 9);
    RunScript script = script().run(List.of(dimension, SPACE.get(0)));
    for (int i = 0; i < 6; i++) {
      script
          .begin(i, Map.of(name, i + 1, "rate", 0.1 + i))
          .end(i, Map.of("score", 0.1 * i, "a_metric_with_quite_a_long_name_of_its_own", 1));
    }
    browser.resize(390, 800);
    open(script);
    show("chart-contour");

    assertThat(isTrue("document.documentElement.scrollWidth <= innerWidth")).isTrue();
    browser.find("tr[data-id='" + script.id(2) + "'] button").click();
    assertThat(isTrue("panel.scrollWidth <= panel.clientWidth")).isTrue();
    browser.resizeBack();
  }

  @Test
  void fiveThousandTrialsOpenWithFewRowsAndSomeOfTheirCurves() {
    open(large(5_000, 20));

    assertThat(browser.find("#count").getText()).isEqualTo("5,000 trials");
    assertThat(numbers()).hasSize(50);
    assertThat(browser.number("document.querySelectorAll('*').length")).isLessThan(2_500);
    assertThat(
            browser.number(
                option("chart-curves") + ".series.filter(s => s.type === 'line').length"))
        .isEqualTo(200);
    assertThat(browser.find("#curves").getText()).contains("200 of 5,000 trials");
  }

  @Test
  void theCurvesOfFiveThousandTrialsAreDrawnTogetherWhenAllAreChosen() {
    open(large(5_000, 20));

    browser.run(
        "const s = document.getElementById('curve-trials'); s.value = 'all';"
            + "s.dispatchEvent(new Event('change'))");

    String series = option("chart-curves") + ".series";
    assertThat(
            browser.number(series + ".find(s => s.type === 'lines').data.length")
                + browser.number(series + ".filter(s => s.type === 'line').length"))
        .isEqualTo(5_000);
    assertThat(browser.number(series + ".length")).isLessThan(5);
    assertThat(browser.find("#curves figcaption").getText())
        .isEqualTo("score by iteration; 5,000 trials; 0 stopped early (diamonds).");
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
}
