package io.synapse.job;

import io.synapse.job.document.Document.DocumentFormat;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a job is read from: a file or standard input. */
public final class JobSource {

  /** The largest job file, in bytes. */
  public static final int MAX_BYTES = 10 * 1024 * 1024;

  /** What a command line names standard input. */
  public static final String STANDARD_INPUT = "-";

  private static final int MOST_NEIGHBOURS = 1000;

  private final String displayName;
  private final Optional<Path> file;
  private final Path baseFolder;
  private final InputStream input;

  private JobSource(String displayName, Optional<Path> file, Path baseFolder, InputStream input) {
    this.displayName = displayName;
    this.file = file;
    this.baseFolder = baseFolder;
    this.input = input;
  }

  /**
   * What an option of the command line names.
   *
   * @param argument a path, or {@value #STANDARD_INPUT}
   * @param standardInput read when the argument says so
   * @throws InvalidInputException when the argument is empty or can be no path
   */
  public static JobSource of(String argument, InputStream standardInput) {
    if (argument.equals(STANDARD_INPUT)) {
      return standardInput(standardInput);
    }
    if (argument.isEmpty()) {
      throw new InvalidInputException(
          "the job file's name is empty; name a file, or - for standard input");
    }
    try {
      return new JobSource(
          argument, Optional.of(Path.of(argument)), parent(argument), standardInput);
    } catch (InvalidPathException e) {
      throw new InvalidInputException("the job file's name cannot be a path: " + e.getReason());
    }
  }

  /** A file. */
  public static JobSource file(Path file) {
    return of(file.toString(), InputStream.nullInputStream());
  }

  /** Standard input; relative paths in it start from the working folder. */
  public static JobSource standardInput(InputStream input) {
    return new JobSource("<stdin>", Optional.empty(), Path.of("").toAbsolutePath(), input);
  }

  private static Path parent(String argument) {
    return Path.of(argument).toAbsolutePath().normalize().getParent();
  }

  /** The source as messages name it: the file as the user wrote it. */
  public String displayName() {
    return displayName;
  }

  /** The absolute folder that relative paths in the job start from. */
  public Path baseFolder() {
    return baseFolder;
  }

  /** The absolute path of the file; empty for standard input. */
  public Optional<Path> file() {
    return file.map(path -> path.toAbsolutePath().normalize());
  }

  Optional<DocumentFormat> format() {
    return DocumentFormat.ofFileName(displayName);
  }

  /**
   * The content. Standard input can be read once.
   *
   * @throws InvalidInputException when there is none or it is too large
   */
  byte[] read() {
    try {
      return file.isPresent() ? readFile(file.get()) : readLimited(input);
    } catch (NoSuchFileException e) {
      throw failure("there is no such file" + neighbourHint(file.orElseThrow()));
    } catch (AccessDeniedException e) {
      throw failure("you may not read this file; check its permissions");
    } catch (IOException e) {
      throw failure("the file cannot be read: " + e.getMessage());
    }
  }

  private byte[] readFile(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw failure("this is a folder; name the job file in it");
    }
    if (Files.size(path) > MAX_BYTES) {
      throw tooLarge();
    }
    try (InputStream opened = Files.newInputStream(path)) {
      return readLimited(opened);
    }
  }

  private byte[] readLimited(InputStream stream) throws IOException {
    byte[] bytes = stream.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw tooLarge();
    }
    return bytes;
  }

  private InvalidInputException tooLarge() {
    return failure("the job is larger than 10 MiB, the limit of a job file");
  }

  private static String neighbourHint(Path missing) {
    Path folder = missing.toAbsolutePath().normalize().getParent();
    if (folder == null || missing.getFileName() == null) {
      return "";
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files.limit(MOST_NEIGHBOURS).map(path -> path.getFileName().toString()).toList();
      return NearestName.hint(missing.getFileName().toString(), names);
    } catch (IOException unreadable) {
      return "; there is no folder " + folder + " that could be read either";
    }
  }

  private InvalidInputException failure(String message) {
    return new InvalidInputException(displayName + ": " + message);
  }
}
