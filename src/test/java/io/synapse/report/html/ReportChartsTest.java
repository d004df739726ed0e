package io.synapse.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.synapse.report.RunScript;
import io.synapse.run.RunStatus;
import io.synapse.testing.NeedsBrowser;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** The charts of a report have drawn what the data say. */
@NeedsBrowser
class ReportChartsTest extends ReportPageFixture {

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
        .forEach(ReportPageFixture::show);

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
    List.of("chart-rungs", "chart-lineage", "chart-timeline").forEach(ReportPageFixture::show);

    assertThat(browser.evaluate(option("chart-rungs") + ".series.map(s => s.data)"))
        .isEqualTo(List.of(List.of(1L, 3L), List.of(0L, 2L)));
    assertThat(browser.evaluate(option("chart-lineage") + ".series[1].data.map(d => d.coords)"))
        .isEqualTo(List.of(List.of(List.of(2L, 2L), List.of(1L, 1L))));
    assertThat(browser.number(option("chart-timeline") + ".series.flatMap(s => s.data).length"))
        .isEqualTo(7);
    List.of("chart-rungs", "chart-lineage", "chart-timeline")
        .forEach(id -> assertThat(isDrawn(id)).as(id).isTrue());
  }

  @Test
  void theTimelineTellsSlotsOfNodesApartWhateverTheirNames() {
    String first = "a-node-with-a-name-that-is-longer-than-its-axis.example.org";
    RunScript script = script().run(SPACE);
    for (int i = 0; i < 3; i++) {
      script
          .begin(i, Map.of("rate", 0.1, "종류", "a"))
          .line("placed", Map.of("trial_id", script.id(i), "place", i < 2 ? first : "b"));
    }
    open(script.with(RunStatus.RUNNING));
    show("chart-timeline");

    Object rows = browser.evaluate(option("chart-timeline") + ".yAxis[0].data");
    assertThat(rows)
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .satisfiesExactly(
            row -> assertThat(row).matches("a-node-.*… · 1"),
            row -> assertThat(row).matches("a-node-.*… · 2"),
            row -> assertThat(row).isEqualTo("b · 1"));
    assertThat(browser.find("#timeline").getText()).contains("3 attempts in 3 slots of 2 nodes");
    assertThat(browser.find("#summary").getText()).contains("2 nodes");
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
}
