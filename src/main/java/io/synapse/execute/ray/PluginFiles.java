package io.synapse.execute.ray;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of the files beside a plugin's source belong to it: not hidden ones, nor what others have
 * made or installed there, nor the data set.
 */
final class PluginFiles implements Predicate<Path> {

  private static final Set<String> MADE_BY_OTHERS = Set.of("__pycache__", "node_modules");

  /** What the folders of virtual environments, of venv and of conda, and of stores hold. */
  private static final List<String> MARKS = List.of("pyvenv.cfg", "conda-meta", "registry.db");

  private final Path dataset;

  /** Those but the data set, which has a way of its own to the nodes. */
  PluginFiles(Path dataset) {
    this.dataset = dataset;
  }

  @Override
  public boolean test(Path path) {
    String name = path.getFileName().toString();
    return !name.startsWith(".")
        && !MADE_BY_OTHERS.contains(name)
        && !isDataset(path)
        && MARKS.stream().noneMatch(mark -> Files.exists(path.resolve(mark)));
  }

  private boolean isDataset(Path path) {
    try {
      return path.getFileName().equals(dataset.getFileName()) && Files.isSameFile(path, dataset);
    } catch (IOException e) {
      // A link that leads nowhere.
      return false;
    }
  }
}
