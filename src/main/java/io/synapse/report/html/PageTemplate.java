package io.synapse.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Joins the parts of the page: its frame, styles and scripts, which are resources, and the data.
 */
final class PageTemplate {

  /** In the order in which they are joined; the last one starts the page. */
  private static final List<String> SCRIPTS =
      List.of(
          "text.js",
          "data.js",
          "theme.js",
          "chart.js",
          "axes.js",
          "summary.js",
          "history.js",
          "allcurves.js",
          "curves.js",
          "parallel.js",
          "importance.js",
          "slices.js",
          "contour.js",
          "rungs.js",
          "lineage.js",
          "timeline.js",
          "table.js",
          "panel.js",
          "training.js",
          "job.js",
          "live.js",
          "main.js");

  /**
   * The page.
   *
   * @param title its plain title
   * @param data JSON of the run
   * @param curves JSON of what trials reported and logged
   * @param details JSON of what trials printed and drew
   */
  String page(String title, EmbeddedJson data, EmbeddedJson curves, EmbeddedJson details) {
    String charts = resource("echarts.min.js");
    String script = SCRIPTS.stream().map(PageTemplate::resource).collect(Collectors.joining("\n"));
    String frame = resource("page.html");
    StringBuilder page = new StringBuilder(charts.length() * 2);
    for (String part : frame.split("(?=\\{\\{)|(?<=\\}\\})")) {
      page.append(
          switch (part) {
            case "{{title}}" -> HtmlText.escaped(title);
            case "{{policy}}" -> policy(charts, script);
            case "{{style}}" -> resource("page.css");
            case "{{charts}}" -> charts;
            case "{{script}}" -> script;
            case "{{data}}" -> data.text();
            case "{{curves}}" -> curves.text();
            case "{{details}}" -> details.text();
            default -> part;
          });
    }
    return page.toString();
  }

  /**
   * Only these two scripts run, and nothing is fetched: whatever a name or a log contains stays
   * text. Styles are set by the charts' tooltips, too.
   */
  private static String policy(String... scripts) {
    StringBuilder hashes = new StringBuilder();
    for (String script : scripts) {
      hashes.append(" 'sha256-").append(digest(script)).append('\'');
    }
    return "default-src 'none'; script-src"
        + hashes
        + "; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";
  }

  private static String digest(String text) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder().encodeToString(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static String resource(String name) {
    try (InputStream input = PageTemplate.class.getResourceAsStream("page/" + name)) {
      byte[] bytes = Objects.requireNonNull(input, name).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * JSON that may stand inside a {@code script} element. Characters that HTML or old scripts take
   * for something else occur in JSON only within texts, where they can be written as escapes.
   *
   * @param text the JSON; NaN and infinities are texts
   */
  record EmbeddedJson(String text) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** The JSON of maps, lists, texts and numbers. */
    static EmbeddedJson of(Object value) {
      return new EmbeddedJson(
          MAPPER
              .writeValueAsString(value)
              .replace("<", "\\u003c")
              .replace(">", "\\u003e")
              .replace("&", "\\u0026")
              .replace("\u2028", "\\u2028")
              .replace("\u2029", "\\u2029"));
    }
  }

  /** Text within HTML. */
  static final class HtmlText {

    private HtmlText() {}

    /** The text with every character that means something to HTML as a reference. */
    static String escaped(String text) {
      return text.replace("&", "&amp;")
          .replace("<", "&lt;")
          .replace(">", "&gt;")
          .replace("\"", "&quot;")
          .replace("'", "&#39;");
    }
  }
}
