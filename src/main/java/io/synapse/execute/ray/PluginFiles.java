package io.synapse.execute.ray;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of the files beside a plugin's source belong to it: not hidden ones, nor what others have
 * made or installed there, nor the data set.
 */
final class PluginFiles implements Predicate<Path> {

  /** All of them. */
  static final PluginFiles ALL = new PluginFiles(null);

  private static final Set<String> MADE_BY_OTHERS = Set.of("__pycache__", "node_modules");

  private final Path dataset;

  /** Those but the data set. */
  PluginFiles(Path dataset) {
    this.dataset = dataset;
  }

  @Override
  public boolean test(Path path) {
    if (dataset == null) {
      return true;
    }
    String name = path.getFileName().toString();
    return !name.startsWith(".")
        && !MADE_BY_OTHERS.contains(name)
        && !path.equals(dataset)
        && !Files.exists(path.resolve("pyvenv.cfg"));
  }
}
