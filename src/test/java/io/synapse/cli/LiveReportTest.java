package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.awaitility.Awaitility.await;

import io.synapse.testing.Browser;
import io.synapse.testing.NeedsBrowser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code train --live-report} and its page, open in a real browser while the run goes on. */
@NeedsBrowser
@Timeout(240)
class LiveReportTest {

  private static final int TRIALS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Longer than an open page waits before it loads itself anew. */
  private static final Duration A_RELOAD = Duration.ofSeconds(7);

  @TempDir private Path folder;
  @TempDir private Path profile;

  @Test
  void theOpenPageFollowsTheRunAndKeepsWhatItsReaderDid() throws Exception {
    try (TrainSite site = new TrainSite(folder);
        Browser browser = new Browser(profile)) {
      TrainProcess train =
          site.start(
              List.of("train", "-f", job(), "--live-report", "--progress", "none", "-e", "inline"));
      open("go-1");
      awaitReport(site, train, 2);
      browser.open(report(site));
      assertThat(browser.texts("#status")).containsExactly("running");

      String opened = useThePage(browser);
      double scrolled = browser.number("scrollY");
      open("go-2");
      awaitTrials(browser, 3);

      assertThat(browser.evaluate("window.isTheFirst")).as("the page itself").isNull();
      assertThat(browser.find("#panel-title").getText()).endsWith(opened);
      assertThat(browser.find("#search").getAttribute("value")).isEqualTo("x=");
      assertThat(browser.find("th[data-key='p:x']").getAttribute("aria-sort"))
          .isEqualTo("descending");
      assertThat(browser.texts("#trial-table tbody tr td:first-child"))
          .containsExactly("2", "1", "0");
      assertThat(browser.evaluate("document.querySelector('details.columns').open"))
          .isEqualTo(true);
      assertThat(browser.number("scrollY")).isEqualTo(scrolled, offset(250.0));
      assertThat(browser.number("document.getElementById('trials').getBoundingClientRect().top"))
          .isEqualTo(0, offset(2.0));

      open("go");
      assertThat(train.awaitEnd()).as(train.said()).isZero();
      awaitTheEnd(browser);
      assertThat(browser.find("#panel-title").getText()).endsWith(opened);
      assertThat(browser.console()).isEmpty();
      assertThat(browser.requests()).allMatch(address -> address.startsWith("file:"));
    }
  }

  /** Searches, sorts, unfolds, scrolls, and opens a trial, whose name it gives. */
  private static String useThePage(Browser browser) {
    browser.run("window.isTheFirst = true");
    browser.find("#search").sendKeys("x=");
    browser.find("th[data-key='p:x'] button").click();
    browser.find("th[data-key='p:x'] button").click();
    browser.find("details.columns summary").click();
    String name = browser.find("#trial-table tbody tr button").getText();
    browser.find("#trial-table tbody tr button").click();
    assertThat(browser.find("#panel").isDisplayed()).isTrue();
    browser.run(
        "scrollBy({top: document.getElementById('trials').getBoundingClientRect().top,"
            + " behavior: 'instant'})");
    return name;
  }

  private static void awaitReport(TrainSite site, TrainProcess train, int trials) {
    train.awaitUntil(() -> written(site).contains("\"number\":" + (trials - 1)));
    assertThat(train.process().isAlive()).as(train.said()).isTrue();
  }

  private static String written(TrainSite site) {
    try {
      return site.runFolder().isPresent() && Files.exists(report(site))
          ? Files.readString(report(site))
          : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static Path report(TrainSite site) {
    return site.runFolder().orElseThrow().resolve("report.html");
  }

  private static void awaitTrials(Browser browser, int trials) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> browser.number("trials.length") == trials && isReady(browser));
  }

  private static boolean isReady(Browser browser) {
    return "true".equals(browser.evaluate("document.documentElement.dataset.ready"));
  }

  private static void awaitTheEnd(Browser browser) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(() -> browser.number("page.reload") == 0 && isReady(browser));
    assertThat(browser.texts("#status")).containsExactly("completed");
    assertThat(browser.number("trials.length")).isEqualTo(TRIALS);
    assertThat(browser.texts("#live")).isEmpty();
    browser.run("window.isTheLast = true");
    await()
        .during(A_RELOAD)
        .atMost(PATIENCE)
        .until(() -> Boolean.TRUE.equals(browser.evaluate("window.isTheLast")));
  }

  /** Lets trials go on that wait for a file. */
  private void open(String gate) throws IOException {
    Files.createFile(folder.resolve(gate));
  }

  private String job() throws IOException {
    Path data = Files.writeString(folder.resolve("data.csv"), "1,2\n");
    String job =
        """
        plugin: %s
        datasets: {1: %s}
        action: train
        params:
          name: live
          dataset: 1
          is_tune: true
          hyperparameters: [{name: x, type: grid_search, options: [1, 2, 3, 4]}]
          tune_config: {metric: score, mode: max, num_samples: 4, max_concurrent_trials: 1}
        """
            .formatted(GatedPlugin.jar(folder), data);
    return Files.writeString(folder.resolve("job.yaml"), job).toString();
  }
}
