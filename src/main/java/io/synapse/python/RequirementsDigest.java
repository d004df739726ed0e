package io.synapse.python;

import io.synapse.files.Sha256;
import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The SHA-256 of the content of a requirements file and of those that it includes. Files that it
 * installs, such as {@code ./package}, are not looked into.
 */
final class RequirementsDigest {

  /** {@code -r other.txt} and {@code -c limits.txt}, in the forms that pip takes. */
  private static final Pattern INCLUSION =
      Pattern.compile(
          "\\s*(?:-r|-c|--requirement\\b|--constraint\\b)\\s*=?\\s*[\"']?(.+?)[\"']?\\s*(?:\\s#.*)?");

  private final MessageDigest digest = Sha256.start();
  private final Set<Path> seen = new HashSet<>();

  private RequirementsDigest() {}

  /**
   * The digest.
   *
   * @param requirements absolute
   * @throws InvalidInputException when the file cannot be read
   */
  static String of(Path requirements) {
    RequirementsDigest started = new RequirementsDigest();
    started.add(requirements, read(requirements));
    return HexFormat.of().formatHex(started.digest.digest());
  }

  private void add(Path file, byte[] content) {
    seen.add(file);
    digest.update((content.length + "\n").getBytes(StandardCharsets.UTF_8));
    digest.update(content);
    new String(content, StandardCharsets.UTF_8).lines().forEach(line -> addIncluded(file, line));
  }

  private void addIncluded(Path file, String line) {
    Matcher inclusion = INCLUSION.matcher(line);
    if (!inclusion.matches()) {
      return;
    }
    try {
      Path included = file.resolveSibling(inclusion.group(1)).normalize();
      if (!seen.contains(included)) {
        add(included, Files.readAllBytes(included));
      }
    } catch (IOException | InvalidPathException e) {
      // An address, or nothing that is there: pip reads it, and says so where it can't.
    }
  }

  private static byte[] read(Path requirements) {
    try {
      return Files.readAllBytes(requirements);
    } catch (IOException e) {
      throw new InvalidInputException(
          "%s cannot be read (%s); it says what to install for the plugin"
              .formatted(requirements, e));
    }
  }
}
