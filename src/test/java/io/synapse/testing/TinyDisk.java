package io.synapse.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system of its own, a few megabytes large, for tests of full and read-only disks. Making
 * one needs Linux and its root; the calling test is skipped, visibly, elsewhere.
 */
public final class TinyDisk implements AutoCloseable {

  private final Path folder;

  private TinyDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts a disk on a new folder. */
  public static TinyDisk mount(Path folder, int megabytes) throws IOException {
    Files.createDirectories(folder);
    assumeTrue(Files.isExecutable(Path.of("/bin/mount")), "needs Linux");
    String size = "size=" + megabytes + "m";
    boolean mounted = run("/bin/mount", "-t", "tmpfs", "-o", size, "none", folder.toString());
    assumeTrue(mounted, "needs the right to mount a disk");
    return new TinyDisk(folder);
  }

  /** Where it is. */
  public Path folder() {
    return folder;
  }

  /** From now on nobody can write to it. */
  public void makeReadOnly() throws IOException {
    require(run("/bin/mount", "-o", "remount,ro", folder.toString()));
  }

  /** From now on it can be written to. */
  public void makeWritable() throws IOException {
    require(run("/bin/mount", "-o", "remount,rw", folder.toString()));
  }

  @Override
  public void close() throws IOException {
    require(run("/bin/umount", folder.toString()));
  }

  private static void require(boolean done) throws IOException {
    if (!done) {
      throw new IOException("the disk could not be changed");
    }
  }

  private static boolean run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.onExit().join().exitValue() == 0;
  }
}
