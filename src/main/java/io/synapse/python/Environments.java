package io.synapse.python;

import io.synapse.files.FileTree;
import io.synapse.files.Sha256;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.OperationFailedException;
import io.synapse.python.EnvironmentBuild.InstallationFailure;
import io.synapse.python.Interpreter.InterpreterOrigin;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Virtual environments that are made for plugins: one for each content of a {@code
 * requirements.txt}, with the files that it includes, and each interpreter that one is made with.
 * One that has its marker is whole; what has none was left by a process that died, and is deleted
 * when the next one is made. Several processes may use one folder at once.
 */
public final class Environments {

  /** Written last; it tells a person what the environment is for. */
  private static final String MARKER = "made-for.txt";

  private static final int NAME_DIGITS = 16;

  private final Path folder;
  private final Map<String, String> variables;

  /**
   * The environments of a folder.
   *
   * @param folder it need not exist yet
   * @param variables the environment of the processes that make them
   */
  public Environments(Path folder, Map<String, String> variables) {
    this.folder = folder.toAbsolutePath().normalize();
    this.variables = Map.copyOf(variables);
  }

  /**
   * The interpreter of the environment that was made from the same requirements with the same
   * interpreter.
   *
   * @param requirements the file that says what is in it
   * @param base the interpreter that it is made with; it is asked which one it is
   * @return empty when there is none, or when it was not finished
   * @throws InvalidInputException when the file cannot be read or the base is no Python 3
   */
  public Optional<Interpreter> find(Path requirements, Interpreter base) {
    return Files.isDirectory(folder)
        ? whole(new Wanted(requirements, base, variables).placeIn(folder))
        : Optional.empty();
  }

  /**
   * The same; what is not there is made. It takes as long as downloads take.
   *
   * @param requirements the file that says what to install; files that it names are looked for from
   *     its folder
   * @param base the interpreter to make it with
   * @param progress is told short lines while something is made
   * @throws InvalidInputException as {@link #find}
   * @throws OperationFailedException when it cannot be made; nothing is left of it then
   */
  public Interpreter install(Path requirements, Interpreter base, Consumer<String> progress) {
    Wanted wanted = new Wanted(requirements, base, variables);
    Path place = wanted.placeIn(folder);
    Optional<Interpreter> there = whole(place);
    return there.isPresent() ? there.get() : make(wanted, place, progress);
  }

  private Interpreter make(Wanted wanted, Path place, Consumer<String> progress) {
    Runnable waiting =
        () -> progress.accept("waiting for another process that installs into " + folder);
    try {
      return FolderLock.during(folder, waiting, () -> makeAlone(wanted, place, progress));
    } catch (IOException e) {
      throw InstallationFailure.of(place, e);
    }
  }

  private Interpreter makeAlone(Wanted wanted, Path place, Consumer<String> progress)
      throws IOException {
    Optional<Interpreter> madeMeanwhile = whole(place);
    if (madeMeanwhile.isPresent()) {
      return madeMeanwhile.get();
    }
    FileTree.delete(place);
    deleteUnfinished();
    return build(wanted, place, progress);
  }

  private static Interpreter build(Wanted wanted, Path place, Consumer<String> progress)
      throws IOException {
    try {
      Interpreter made = wanted.build(progress).at(place);
      mark(place, wanted.description());
      return made;
    } catch (IOException | RuntimeException | Error e) {
      discard(place, e);
      throw e;
    }
  }

  private static void mark(Path place, String text) throws IOException {
    Path unfinished = Files.writeString(place.resolve(MARKER + ".tmp"), text);
    Files.move(unfinished, place.resolve(MARKER), StandardCopyOption.ATOMIC_MOVE);
  }

  private static Optional<Interpreter> whole(Path place) {
    return Files.exists(place.resolve(MARKER))
        ? new EnvironmentFolder(place)
            .interpreter()
            .map(found -> new Interpreter(found, InterpreterOrigin.INSTALLED))
        : Optional.empty();
  }

  /** Without a marker and under the lock, they are nobody's any more. */
  private void deleteUnfinished() throws IOException {
    try (DirectoryStream<Path> places = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path place : places) {
        if (!Files.exists(place.resolve(MARKER))) {
          FileTree.delete(place);
        }
      }
    }
  }

  private static void discard(Path place, Throwable failure) {
    try {
      FileTree.delete(place);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** What is to be installed, with which interpreter. */
  private static final class Wanted {

    private final Path requirements;
    private final String content;
    private final Interpreter base;
    private final Map<String, String> variables;
    private final BasePython facts;

    Wanted(Path requirements, Interpreter base, Map<String, String> variables) {
      this.requirements = requirements.toAbsolutePath().normalize();
      this.content = RequirementsDigest.of(this.requirements);
      this.base = base;
      this.variables = variables;
      this.facts =
          BasePython.ask(base, new PythonProcess(this.requirements.getParent(), variables));
    }

    Path placeIn(Path folder) {
      byte[] identity = (facts.text() + content).getBytes(StandardCharsets.UTF_8);
      return folder.resolve(Sha256.of(identity).substring(0, NAME_DIGITS));
    }

    EnvironmentBuild build(Consumer<String> progress) {
      return new EnvironmentBuild(base, facts, requirements, variables, progress);
    }

    String description() {
      return "%s%nPython %s of %s%n".formatted(requirements, facts.version(), facts.executable());
    }
  }

  /**
   * Sees to it that one process, and in it one thread, changes a folder at a time. The system gives
   * the lock back when the process ends, however it does.
   */
  static final class FolderLock {

    private static final String FILE = ".lock";
    private static final long PAUSE_MS = 100;

    private FolderLock() {}

    /** What is done while nobody else changes the folder. */
    interface Work<T> {
      T run() throws IOException;
    }

    /**
     * Waits for the lock, and works while it is held.
     *
     * @param folder made when it is missing
     * @param waiting is told, once, when somebody else has the lock
     */
    static <T> T during(Path folder, Runnable waiting, Work<T> work) throws IOException {
      Files.createDirectories(folder);
      Path file = folder.resolve(FILE);
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
        if (!isTaken(channel)) {
          waiting.run();
          await(channel);
        }
        return work.run();
      }
    }

    private static void await(FileChannel channel) throws IOException {
      try {
        while (!isTaken(channel)) {
          TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }

    private static boolean isTaken(FileChannel channel) {
      try {
        return channel.tryLock() != null;
      } catch (OverlappingFileLockException e) {
        return false;
      } catch (IOException e) {
        // A file system without locks: two that install the same at once are then the user's care.
        return true;
      }
    }
  }
}
