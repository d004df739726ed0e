package io.synapse.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A package of one module, to be installed without a network. */
public final class TinyWheel {

  private TinyWheel() {}

  /**
   * Writes the wheel of a version.
   *
   * @param folder where it goes
   * @param name of the package and of its module, whose {@code version} tells its version
   */
  public static Path write(Path folder, String name, String version) throws IOException {
    Files.createDirectories(folder);
    Path wheel = folder.resolve(name + "-" + version + "-py3-none-any.whl");
    String info = name + "-" + version + ".dist-info/";
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
      add(zip, name + ".py", "version = '" + version + "'\n");
      add(zip, info + "METADATA", metadata(name, version));
      add(zip, info + "WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n");
      add(zip, info + "RECORD", name + ".py,,\n" + info + "METADATA,,\n" + info + "WHEEL,,\n");
    }
    return wheel;
  }

  private static String metadata(String name, String version) {
    return "Metadata-Version: 2.1\nName: " + name + "\nVersion: " + version + "\n";
  }

  private static void add(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
