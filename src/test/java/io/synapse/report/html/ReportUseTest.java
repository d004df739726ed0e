package io.synapse.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import io.synapse.report.RunScript;
import io.synapse.run.RunStatus;
import io.synapse.testing.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What a reader does with a report. */
@NeedsBrowser
class ReportUseTest extends ReportPageFixture {

  private static final byte[] PICTURE =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

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
  void trialsAreFoundByTheirMetrics() {
    open(tuning());

    browser.find("#search").sendKeys("score=0.45");
    assertThat(numbers()).isEmpty();
    browser.run("const s = document.getElementById('search'); s.value = '0.9'");
    browser.find("#search").sendKeys(Keys.END, " ");
    assertThat(numbers()).containsExactly("2", "3", "5");
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
    Path page = write(script, HtmlReport.Reload.every(Duration.ofSeconds(1)));
    browser.open(page);
    browser.run("document.querySelector(\"th[data-key='m:score'] button\").click()");
    browser.run("document.getElementById('trials').scrollIntoView()");
    double scrolled = browser.number("scrollY");
    assertThat(scrolled).isPositive();

    script.begin(6, Map.of("rate", 0.3, "종류", "a")).end(6, Map.of("score", 0.95));
    write(script, HtmlReport.Reload.every(Duration.ofSeconds(1)));

    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> browser.number("trials.length") == 7);
    assertThat(numbers()).containsExactly("4", "1", "0", "5", "2", "6", "3");
    assertThat(browser.number("scrollY")).isEqualTo(scrolled, offset(120.0));
    write(script.with(RunStatus.COMPLETED), HtmlReport.Reload.NEVER);
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> browser.number("page.reload") == 0);
  }

  @Test
  void aPageWrittenInBetweenDoesNotEndTheLoadingAnewWhileTheRunGoesOn() {
    RunScript script = tuning().with(RunStatus.RUNNING);
    browser.open(write(script, HtmlReport.Reload.every(Duration.ofSeconds(1))));
    write(script, HtmlReport.Reload.NEVER);
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> browser.number("page.reload") == 0);
    assertThat(browser.find("#live").getText()).contains("every 1 s");

    write(script.with(RunStatus.COMPLETED), HtmlReport.Reload.NEVER);

    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> "completed".equals(browser.evaluate("page.run.status")));
    assertThat(browser.texts("#live")).isEmpty();
  }
}
