package io.synapse.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.report.RunScript;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HtmlReportTest {

  private static final String NASTY = "</script><script>alert('실험 & \"x\"')</script>\u2028<!--";

  @TempDir private Path store;

  @Test
  void textsOfThePageStayTexts() {
    RunScript script = new RunScript(store).named(NASTY).run(List.of());
    script.begin(0, Map.of(NASTY, NASTY)).fail(0, NASTY);
    script.file(script.folder().trialPrintsFile(script.id(0)), NASTY + "\n");

    String page = page(script);

    assertThat(page.contains("<script>alert")).isFalse();
    assertThat(count(page, "</script>")).isEqualTo(5);
    assertThat(data(page, "data").at("/run/name").asString()).isEqualTo(NASTY);
    assertThat(data(page, "data").at("/trials/0/error").asString()).isEqualTo(NASTY);
    assertThat(data(page, "details-data").at("/" + script.id(0) + "/log/0").asString())
        .isEqualTo(NASTY + "\n");
  }

  @Test
  void nothingIsFetchedAndOnlyThePagesOwnScriptsRun() {
    String page = page(new RunScript(store).run(List.of()));

    assertThat(page)
        .contains("default-src 'none'; script-src 'sha256-")
        .doesNotContainPattern("(?i)<(script|link|img|iframe)[^>]*(src|href)=\"?(https?:)?//");
  }

  @Test
  void curvesKeepTheirEndsWhenTheyAreThinnedOut() {
    RunScript script = new RunScript(store).run(List.of()).begin(0, Map.of());
    for (int i = 1; i <= 2_000; i++) {
      script.report(0, i, Map.of("score", i / 2.0));
    }

    JsonNode curves = data(page(script), "curves-data");

    JsonNode iterations = curves.at("/trials/" + script.id(0) + "/iterations");
    assertThat(iterations).hasSize(500);
    assertThat(iterations.get(0).asInt()).isEqualTo(1);
    assertThat(iterations.get(499).asInt()).isEqualTo(2_000);
    assertThat(curves.at("/trials/" + script.id(0) + "/metrics/score/499").asDouble())
        .isEqualTo(1_000);
  }

  @Test
  void ofALongLogTheEndIsThereWithoutControls() {
    RunScript script = new RunScript(store).run(List.of()).begin(0, Map.of());
    script.file(
        script.folder().trialPrintsFile(script.id(0)),
        "first\n" + "x".repeat(40_000) + "\n\u001b[31mlast\u001b[0m\n");

    JsonNode log = data(page(script), "details-data").at("/" + script.id(0) + "/log");

    assertThat(log.get(0).asString()).isEqualTo("last\n");
    assertThat(log.get(1).asBoolean()).isTrue();
  }

  @Test
  void hyperparametersHaveTheirKindOfAxis() {
    RunScript script =
        new RunScript(store)
            .run(
                List.of(
                    Map.of("name", "rate", "type", "loguniform", "min", 1e-4, "max", 1, "base", 10),
                    Map.of("name", "kind", "type", "choice", "options", List.of("a", 1, true))))
            .begin(0, Map.of("rate", 0.01, "kind", "a", "extra", 3));

    JsonNode params = data(page(script), "data").at("/params");

    assertThat(params.get(0).at("/log").asBoolean()).isTrue();
    assertThat(params.get(0).at("/options").isNull()).isTrue();
    assertThat(params.get(1).at("/options")).hasSize(3);
    assertThat(params.get(2).at("/name").asString()).isEqualTo("extra");
  }

  @Test
  void aRunWithoutAJournalHasAReport() {
    assertThat(page(new RunScript(store))).contains("</html>");
  }

  private static String page(RunScript script) {
    return new HtmlReport(script.recorded(), List.of(), HtmlReport.Reload.NEVER).text();
  }

  private static JsonNode data(String page, String id) {
    Matcher found =
        Pattern.compile("<script type=\"application/json\" id=\"" + id + "\">([^<]*)</script>")
            .matcher(page);
    assertThat(found.find()).isTrue();
    return JsonMapper.builder().build().readTree(found.group(1));
  }

  private static long count(String text, String part) {
    return Arrays.stream(text.split(Pattern.quote(part), -1)).count() - 1;
  }
}
