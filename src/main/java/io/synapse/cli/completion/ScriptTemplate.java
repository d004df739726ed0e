package io.synapse.cli.completion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A script with places for generated lines: each a line of its own, such as {@code @FLAGS@}. */
final class ScriptTemplate {

  private String text;

  private ScriptTemplate(String text) {
    this.text = text;
  }

  /** Reads a template from beside this class. */
  static ScriptTemplate read(String name) {
    try (InputStream file = ScriptTemplate.class.getResourceAsStream(name)) {
      return new ScriptTemplate(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts lines in a place. */
  ScriptTemplate put(String place, List<String> lines) {
    String marker = "@" + place + "@\n";
    if (!text.contains(marker)) {
      throw new IllegalArgumentException("the template has no place " + marker.strip());
    }
    String inserted = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    text = text.replace(marker, inserted);
    return this;
  }

  @Override
  public String toString() {
    return text;
  }
}
