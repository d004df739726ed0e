package io.synapse.cli.scaffold;

import io.synapse.files.FolderName;
import io.synapse.problem.InvalidInputException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The name of a new plugin: letters and digits of any script, {@code -}, {@code _} and {@code .}.
 * So it is a folder's name everywhere, and needs no quotes in JSON, XML or a shell. Immutable.
 *
 * @param text the name in Unicode's composed form
 */
public record PluginName(String text) {

  /**
   * The types that the Java templates define or import, in small letters as some disks see them.
   */
  private static final Set<String> TAKEN =
      Set.of(
          "arraylist",
          "assertions",
          "checkpoint",
          "dataset",
          "filedataset",
          "files",
          "hyperparameters",
          "ioexception",
          "item",
          "line",
          "list",
          "map",
          "path",
          "point",
          "points",
          "properties",
          "reader",
          "recordingrun",
          "tempdir",
          "test",
          "trainplugin",
          "trainrun",
          "trialstable",
          "tuneplugin",
          "uncheckedioexception");

  /**
   * The name that a plugin in a folder gets.
   *
   * @param folder where the plugin is to be
   * @throws InvalidInputException when the folder's name can't be a plugin's
   */
  public static PluginName of(Path folder) {
    String text = Normalizer.normalize(lastPart(folder), Normalizer.Form.NFC);
    boolean speaks = text.codePoints().anyMatch(Character::isLetterOrDigit);
    if (!speaks || !FolderName.of(text).equals(text)) {
      throw new InvalidInputException(
          "'%s' can't be a plugin's name: it takes letters and digits, with - _ and . between them, %d bytes at most, and no device of Windows such as CON; for example line-fit"
              .formatted(text, FolderName.MAX_BYTES));
    }
    return new PluginName(text);
  }

  /** An empty text, such as that of a variable that isn't set, does not mean the current folder. */
  private static String lastPart(Path folder) {
    Path last = folder.toAbsolutePath().normalize().getFileName();
    return folder.toString().isEmpty() || last == null ? "" : last.toString();
  }

  /** Its Java class: {@code line-fit} makes {@code LineFit}. */
  public String className() {
    String joined =
        Arrays.stream(text.split("[-_.]"))
            .filter(Predicate.not(String::isEmpty))
            .map(PluginName::capitalised)
            .collect(Collectors.joining());
    if (!Character.isJavaIdentifierStart(joined.codePointAt(0))) {
      return "Plugin" + joined;
    }
    return isTaken(joined) ? joined + "Plugin" : joined;
  }

  private static String capitalised(String word) {
    int first = word.codePointAt(0);
    return Character.toString(Character.toTitleCase(first))
        + word.substring(Character.charCount(first));
  }

  /** Whether the class would hide another one that its source needs. */
  private static boolean isTaken(String className) {
    if (TAKEN.contains(className.toLowerCase(Locale.ROOT))) {
      return true;
    }
    try {
      Class.forName("java.lang." + className);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Its Maven artifact, whose name is ASCII. */
  String artifact() {
    return text.matches("[A-Za-z0-9_.-]+") ? text : "plugin";
  }
}
