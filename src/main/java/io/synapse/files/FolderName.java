package io.synapse.files;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns any name into the name of a file or folder that is valid on Linux, macOS and Windows and
 * stays where it is put.
 *
 * <p>Letters and digits of every script and {@code - _ .} are kept; everything else, and whatever
 * has a meaning where it stands (a leading {@code -} or {@code .}, a trailing {@code .}, the device
 * names of Windows), is percent-encoded as UTF-8. Names that are too long are cut and end in {@code
 * ~} and a hash, so that different names stay different; the exception are names that differ in
 * case alone, on file systems that do not distinguish them.
 */
public final class FolderName {

  /** How long a result is at most, in bytes of UTF-8. */
  public static final int MAX_BYTES = 64;

  private static final int HASH_DIGITS = 10;
  private static final String EMPTY = "%empty";

  private FolderName() {}

  /** A valid name of at most {@link #MAX_BYTES} bytes that only this name has. */
  public static String of(String anyName) {
    String name = Normalizer.normalize(anyName, Normalizer.Form.NFC);
    if (name.isEmpty()) {
      return EMPTY;
    }
    List<String> encoded = encode(name.codePoints().toArray(), isDevice(name));
    String whole = String.join("", encoded);
    return bytes(whole) <= MAX_BYTES ? whole : cut(encoded) + "~" + hash(name);
  }

  private static List<String> encode(int[] codePoints, boolean device) {
    List<String> encoded = new ArrayList<>(codePoints.length);
    boolean afterLetter = false;
    for (int i = 0; i < codePoints.length; i++) {
      boolean first = i == 0;
      boolean last = i == codePoints.length - 1;
      boolean kept = isKept(codePoints[i], first, last, afterLetter) && !(device && first);
      encoded.add(kept ? Character.toString(codePoints[i]) : percent(codePoints[i]));
      afterLetter = kept;
    }
    return encoded;
  }

  private static boolean isKept(int codePoint, boolean first, boolean last, boolean afterLetter) {
    return switch (codePoint) {
      case '_' -> true;
      case '-' -> !first;
      case '.' -> !first && !last;
      default -> isLetterOrDigit(codePoint) || (afterLetter && isVowelSign(codePoint));
    };
  }

  private static boolean isLetterOrDigit(int codePoint) {
    return Character.isLetterOrDigit(codePoint) && Character.isDefined(codePoint);
  }

  /** Marks that scripts such as Devanagari and Thai write words with; not accents and variants. */
  private static boolean isVowelSign(int codePoint) {
    int type = Character.getType(codePoint);
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    return mark && Character.UnicodeScript.of(codePoint) != Character.UnicodeScript.INHERITED;
  }

  private static String percent(int codePoint) {
    if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      return String.format(Locale.ROOT, "%%u%04X", codePoint);
    }
    byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
    StringBuilder encoded = new StringBuilder();
    for (byte part : bytes) {
      encoded.append(String.format(Locale.ROOT, "%%%02X", part));
    }
    return encoded.toString();
  }

  /** Whether Windows takes the name, with or without an extension, for a device. */
  private static boolean isDevice(String name) {
    String stem = name.split("\\.", 2)[0].strip();
    return stem.toUpperCase(Locale.ROOT).matches("CON|PRN|AUX|NUL|(COM|LPT)[0-9]");
  }

  private static String cut(List<String> encoded) {
    int room = MAX_BYTES - HASH_DIGITS - 1;
    StringBuilder kept = new StringBuilder();
    for (String part : encoded) {
      room -= bytes(part);
      if (room < 0) {
        break;
      }
      kept.append(part);
    }
    return kept.toString();
  }

  private static String hash(String name) {
    // UTF-16, because UTF-8 would make all unpaired surrogates alike.
    return Sha256.of(name.getBytes(StandardCharsets.UTF_16BE)).substring(0, HASH_DIGITS);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
