package io.synapse.report.html;

/** Text within HTML. */
final class HtmlText {

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
