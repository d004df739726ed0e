package io.synapse.cli.scaffold;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files that plugins of one language begin with. Their texts and names have places such as
 * {@code @NAME@}, which are filled with values.
 *
 * @param language the language's folder among the program's resources
 * @param values what goes into the places, by the place's name
 */
record ProjectTemplates(String language, Map<String, String> values) {

  private static final String ROOT = "/io/synapse/cli/plugin/";
  private static final Pattern PLACE = Pattern.compile("@([A-Z_]+)@");

  /**
   * Writes one file.
   *
   * @param name the template's name without {@code .template}, with {@code /} between folders
   * @param folder what the name is relative to
   * @return the file's name, its places filled
   */
  String write(String name, Path folder) throws IOException {
    String filled = fill(name);
    Path file = folder.resolve(filled);
    Files.createDirectories(file.getParent());
    Files.writeString(file, fill(read(name)));
    return filled;
  }

  private String read(String name) throws IOException {
    String resource = ROOT + language + "/" + name + ".template";
    try (InputStream file = ProjectTemplates.class.getResourceAsStream(resource)) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private String fill(String text) {
    return PLACE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1))));
  }

  private String value(String place) {
    return Optional.ofNullable(values.get(place))
        .orElseThrow(() -> new IllegalArgumentException("nothing goes into @" + place + "@"));
  }
}
