package io.synapse.report.tracking;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names of one run's metrics or parameters as MLflow takes them ({@code
 * mlflow/utils/validation.py}): letters, digits, blanks and {@code _-.:/}, no path that means
 * another, at most 250 characters. Names that would become the same get a number.
 */
final class MlflowNames {

  private static final int LONGEST = 250;
  private static final String ALLOWED = "_-.: ";

  private final Map<String, String> given = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /** The same for the same name. */
  String of(String name) {
    return given.computeIfAbsent(name, this::free);
  }

  private String free(String name) {
    String usable = usable(name);
    String free = cut(usable, LONGEST);
    for (int number = 2; !taken.add(free); number++) {
      String suffix = "_" + number;
      free = cut(usable, LONGEST - suffix.length()) + suffix;
    }
    return free;
  }

  /** Not inside of a character, nor behind a slash, where a path has no end. */
  private static String cut(String path, int longest) {
    int kept = Math.min(longest, path.codePointCount(0, path.length()));
    return path.substring(0, path.offsetByCodePoints(0, kept)).replaceFirst("/$", "_");
  }

  private static String usable(String name) {
    String path =
        Stream.of(name.split("/", -1)).map(MlflowNames::segment).collect(Collectors.joining("/"));
    return path.startsWith("..") ? "_" + path.substring(1) : path;
  }

  private static String segment(String text) {
    if (text.isEmpty() || List.of(".", "..").contains(text)) {
      return "_";
    }
    return text.codePoints()
        .map(c -> Character.isLetterOrDigit(c) || ALLOWED.indexOf(c) >= 0 ? c : '_')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
