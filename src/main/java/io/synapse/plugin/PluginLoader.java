package io.synapse.plugin;

import io.synapse.problem.InvalidInputException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads plugins. Stateless. */
public final class PluginLoader {

  private PluginLoader() {}

  /**
   * Loads a plugin and makes one instance of it, to see that it can be made.
   *
   * @param classPath the plugin's jar or folder of classes, then those that it needs
   * @param name which of its plugins, by simple or whole class name; may be left out when there is
   *     only one
   * @return the plugin; the caller closes it
   * @throws InvalidInputException with what is wrong and what to do about it
   */
  public static JavaPlugin load(List<Path> classPath, Optional<String> name) {
    JavaPlugin plugin = find(classPath, name);
    try {
      plugin.newInstance();
      return plugin;
    } catch (RuntimeException | Error e) {
      closeAfter(e, plugin);
      throw e;
    }
  }

  /**
   * As {@link #load}, but runs none of its code: for a process that must outlive whatever a
   * constructor or a static initialiser does.
   */
  public static JavaPlugin find(List<Path> classPath, Optional<String> name) {
    List<ClassPathEntry> entries = classPath.stream().map(ClassPathEntry::at).toList();
    ClassPathEntry main = entries.get(0);
    PluginCatalog catalog = PluginCatalog.read(main);
    URL[] urls = entries.stream().map(ClassPathEntry::url).toArray(URL[]::new);
    URLClassLoader loader = new URLClassLoader("synapse-plugin", urls, new ApiClassLoader());
    try {
      if (catalog.providers().isEmpty()) {
        throw new MissingProvider(main, loader).exception();
      }
      return find(entries, catalog.choose(name), loader);
    } catch (RuntimeException | Error e) {
      closeAfter(e, loader);
      throw e;
    }
  }

  private static JavaPlugin find(
      List<ClassPathEntry> entries, PluginProvider provider, URLClassLoader loader) {
    Constructor<?> constructor = new ProviderClass(provider, entries, loader).load();
    return new JavaPlugin(provider, constructor, entries, loader);
  }

  private static void closeAfter(Throwable failure, AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      failure.addSuppressed(e);
    }
  }
}
