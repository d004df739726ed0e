package io.synapse.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as 64 lower-case hex digits. Stateless. */
public final class Sha256 {

  private static final int BUFFER_BYTES = 1 << 16;

  /** How many hex digits a digest has. */
  public static final int DIGITS = 64;

  private Sha256() {}

  /** Of some bytes. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(start().digest(bytes));
  }

  /** Of a file's content. */
  public static String of(Path file) throws IOException {
    try (InputStream input = Files.newInputStream(file)) {
      return copy(input, OutputStream.nullOutputStream());
    }
  }

  /** Copies everything and says what the SHA-256 of it was. */
  public static String copy(InputStream input, OutputStream output) throws IOException {
    MessageDigest digest = start();
    byte[] buffer = new byte[BUFFER_BYTES];
    for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
      digest.update(buffer, 0, read);
      output.write(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** A digest to be fed piece by piece. */
  public static MessageDigest start() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
