package io.synapse.plugin;

import io.synapse.problem.InvalidInputException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Says what it means that a plugin's class cannot be loaded or linked. */
final class LinkageProblem {

  /** Class files start at 45 for Java 1.1. */
  private static final int VERSION_OF_JAVA_0 = 44;

  private static final int MAJOR_VERSION_AT = 6;

  private final String className;
  private final List<ClassPathEntry> entries;

  LinkageProblem(String className, List<ClassPathEntry> entries) {
    this.className = className;
    this.entries = entries;
  }

  InvalidInputException exception(LinkageError error) {
    String start = "the plugin class " + className + " in " + entries.get(0).path() + " ";
    InvalidInputException exception = new InvalidInputException(start + reason(error));
    exception.initCause(error);
    return exception;
  }

  private String reason(LinkageError error) {
    if (error instanceof UnsupportedClassVersionError) {
      return newerJava(error);
    }
    if (error instanceof NoClassDefFoundError) {
      return missingClass(error);
    }
    return "cannot be loaded (" + error + "); build the plugin anew";
  }

  private String newerJava(LinkageError error) {
    int running = Runtime.version().feature();
    OptionalInt version = majorVersion();
    if (version.isEmpty() || version.getAsInt() - VERSION_OF_JAVA_0 <= running) {
      return "needs a newer Java than this one, " + running + " (" + error.getMessage() + ")";
    }
    int needed = version.getAsInt() - VERSION_OF_JAVA_0;
    return "is compiled for Java "
        + needed
        + " (class file version "
        + version.getAsInt()
        + "), and this is Java "
        + running
        + "; run synapse on Java "
        + needed
        + " or newer, or compile the plugin with --release "
        + running;
  }

  private OptionalInt majorVersion() {
    String file = className.replace('.', '/') + ".class";
    return entries.stream()
        .map(entry -> entry.content(file))
        .flatMap(Optional::stream)
        .filter(bytes -> bytes.length > MAJOR_VERSION_AT + 1)
        .mapToInt(LinkageProblem::majorVersion)
        .findFirst();
  }

  private static int majorVersion(byte[] bytes) {
    return Byte.toUnsignedInt(bytes[MAJOR_VERSION_AT]) << Byte.SIZE
        | Byte.toUnsignedInt(bytes[MAJOR_VERSION_AT + 1]);
  }

  private static String missingClass(LinkageError error) {
    String message = String.valueOf(error.getMessage());
    if (message.contains("wrong name")) {
      return "lies in the wrong folder ("
          + message
          + "); give the folder above its package's folders";
    }
    if (message.startsWith("Could not initialize")) {
      return "failed to initialise before: " + message;
    }
    return "needs the class "
        + message.replace('/', '.')
        + ", which is not there; give the jar that holds it with a second -p, or put it into the"
        + " plugin's jar";
  }
}
