package io.synapse.dataset;

import io.synapse.files.Sha256;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One line of a cache file: digest, size, time, name. Only line ends and backslashes in names are
 * escaped.
 */
record CacheLine(String name, FileStamp stamp, String digest) {

  private static final String FORMAT = "synapse-fingerprints 1 ";
  private static final int FIELDS = 4;

  static String header(Path dataset) {
    return FORMAT + escape(dataset.toString());
  }

  String text() {
    return digest + " " + stamp.size() + " " + stamp.modified() + " " + escape(name);
  }

  /** Empty when the line is damaged. */
  static Optional<CacheLine> parse(String text) {
    String[] fields = text.split(" ", FIELDS);
    if (fields.length < FIELDS || fields[0].length() != Sha256.DIGITS) {
      return Optional.empty();
    }
    try {
      HexFormat.of().parseHex(fields[0]);
      FileStamp stamp = new FileStamp(Long.parseLong(fields[1]), Long.parseLong(fields[2]));
      return Optional.of(new CacheLine(unescape(fields[3]), stamp, fields[0]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean escaped = c == '\\' && i + 1 < text.length();
      plain.append(escaped ? escapedBy(text.charAt(++i)) : c);
    }
    return plain.toString();
  }

  private static char escapedBy(char code) {
    return switch (code) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      default -> code;
    };
  }
}
