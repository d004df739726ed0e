package io.synapse.plugin;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.NearestName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The plugins in a jar or folder, by its files in {@code META-INF/services}. No class is loaded.
 *
 * @param path the jar or folder
 * @param providers the plugins in the order of the service files; the same class in both is one
 */
public record PluginCatalog(Path path, List<PluginProvider> providers) {

  static final String TRAIN_SERVICE = "META-INF/services/" + TrainPlugin.class.getName();
  static final String TUNE_SERVICE = "META-INF/services/" + TunePlugin.class.getName();

  /** Copies the list. */
  public PluginCatalog {
    providers = List.copyOf(providers);
  }

  /**
   * Reads a plugin's service files.
   *
   * @param plugin the jar or folder of classes
   * @return the plugins; none when it has no service file
   * @throws InvalidInputException when it is missing or damaged, or a service file is malformed
   */
  public static PluginCatalog read(Path plugin) {
    return read(ClassPathEntry.at(plugin));
  }

  static PluginCatalog read(ClassPathEntry entry) {
    Set<String> train = classNames(entry, TRAIN_SERVICE);
    Set<String> tune = classNames(entry, TUNE_SERVICE);
    Set<String> all = new LinkedHashSet<>(train);
    all.addAll(tune);
    return new PluginCatalog(
        entry.path(),
        all.stream()
            .map(name -> PluginProvider.of(name, train.contains(name), tune.contains(name)))
            .toList());
  }

  /**
   * Chooses a plugin.
   *
   * @param name its simple or whole class name; may be left out when there is one plugin
   * @throws InvalidInputException when it is not there, or none was chosen of several
   */
  PluginProvider choose(Optional<String> name) {
    List<PluginProvider> chosen =
        providers.stream().filter(it -> name.isEmpty() || it.isNamed(name.get())).toList();
    if (chosen.size() == 1) {
      return chosen.get(0);
    }
    throw new InvalidInputException(chosen.isEmpty() ? unknown(name.orElse("")) : several(chosen));
  }

  private String unknown(String name) {
    List<String> known = shownNames(providers);
    return path
        + " holds no plugin '"
        + name
        + "'; it holds "
        + String.join(", ", known)
        + NearestName.hint(name, known);
  }

  private String several(List<PluginProvider> chosen) {
    List<String> names = shownNames(chosen).stream().sorted().toList();
    return path
        + " holds "
        + chosen.size()
        + " plugins: "
        + String.join(", ", names)
        + "; choose one, such as "
        + path.getFileName()
        + "#"
        + names.get(0);
  }

  /** The name that chooses each plugin: the simple one, or the whole one where two share it. */
  private static List<String> shownNames(List<PluginProvider> plugins) {
    Map<String, Long> counts =
        plugins.stream()
            .collect(Collectors.groupingBy(PluginProvider::name, Collectors.counting()));
    return plugins.stream()
        .map(it -> counts.get(it.name()) == 1 ? it.name() : it.className())
        .toList();
  }

  /** Lines of a service file without comments, as {@link java.util.ServiceLoader} reads it. */
  private static Set<String> classNames(ClassPathEntry entry, String service) {
    Optional<byte[]> content = entry.content(service);
    if (content.isEmpty()) {
      return Set.of();
    }
    List<String> names = new ArrayList<>();
    for (String line : new String(content.get(), StandardCharsets.UTF_8).split("\\R")) {
      String name = line.split("#", 2)[0].strip();
      if (!name.isEmpty()) {
        names.add(checked(name, entry.describe(service)));
      }
    }
    return names.stream().collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String checked(String name, String file) {
    boolean valid =
        name.chars().allMatch(c -> Character.isJavaIdentifierPart(c) || c == '.')
            && !name.startsWith(".")
            && !name.endsWith(".");
    if (!valid) {
      throw new InvalidInputException(
          file + " holds '" + name + "', which is no class name; write one class name per line");
    }
    return name;
  }

  /**
   * A plugin as the jar's service files name it.
   *
   * @param name the simple class name, by which a job chooses it
   * @param className the binary class name
   * @param train whether it is named as a {@code TrainPlugin}
   * @param tune whether it is named as a {@code TunePlugin}
   */
  public record PluginProvider(String name, String className, boolean train, boolean tune) {

    static PluginProvider of(String className, boolean train, boolean tune) {
      int end = Math.max(className.lastIndexOf('.'), className.lastIndexOf('$'));
      return new PluginProvider(className.substring(end + 1), className, train, tune);
    }

    /** Whether a job's {@code #Name} means this plugin: its simple or its whole class name. */
    boolean isNamed(String written) {
      return name.equals(written) || className.equals(written);
    }
  }
}
