package io.synapse.plugin;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.problem.InvalidInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Says what a jar without a service file lacks, and which of its classes look like plugins. */
final class MissingProvider {

  /** An API class' name as class files that implement it hold it; ASCII in any of them. */
  private static final List<String> MARKS =
      List.of(mark(TrainPlugin.class), mark(TunePlugin.class));

  private static final int MOST_NAMED = 5;

  private final ClassPathEntry entry;
  private final ClassLoader loader;

  MissingProvider(ClassPathEntry entry, ClassLoader loader) {
    this.entry = entry;
    this.loader = loader;
  }

  private static String mark(Class<?> type) {
    return type.getName().replace('.', '/');
  }

  InvalidInputException exception() {
    List<String> train = implementing(TrainPlugin.class);
    List<String> tune = implementing(TunePlugin.class);
    String start = entry.path() + " names no plugin; ";
    if (train.isEmpty() && tune.isEmpty()) {
      return new InvalidInputException(
          start
              + "write a class that implements "
              + TrainPlugin.class.getName()
              + ", and its name into the file "
              + PluginCatalog.TRAIN_SERVICE);
    }
    return new InvalidInputException(
        start
            + remedy(PluginCatalog.TRAIN_SERVICE, train)
            + (train.isEmpty() || tune.isEmpty() ? "" : ", and ")
            + remedy(PluginCatalog.TUNE_SERVICE, tune));
  }

  private static String remedy(String service, List<String> classes) {
    if (classes.isEmpty()) {
      return "";
    }
    return "add the file " + service + " with the line " + String.join(" or ", classes);
  }

  private List<String> implementing(Class<?> api) {
    return entry.classNames().stream()
        .filter(this::mentionsTheApi)
        .filter(name -> isImplementation(name, api))
        .limit(MOST_NAMED)
        .toList();
  }

  /** Read through the loader, which keeps the jar open for the next class. */
  private boolean mentionsTheApi(String className) {
    String file = className.replace('.', '/') + ".class";
    try (InputStream in = loader.getResourceAsStream(file)) {
      byte[] bytes = in == null ? new byte[0] : in.readAllBytes();
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return MARKS.stream().anyMatch(text::contains);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean isImplementation(String className, Class<?> api) {
    try {
      Class<?> type = Class.forName(className, false, loader);
      return api.isAssignableFrom(type) && !type.isInterface();
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }
}
