package io.synapse.plugin;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.plugin.PluginCatalog.PluginProvider;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
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

  /**
   * The parent of a plugin's class loader: it shows the JDK and the package {@code io.synapse.api},
   * so that a plugin can bring any version of any library.
   */
  static final class ApiClassLoader extends ClassLoader {

    private static final String API = "io.synapse.api.";

    private final ClassLoader ours = ApiClassLoader.class.getClassLoader();

    ApiClassLoader() {
      super("synapse-api", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      return name.startsWith(API) ? ours.loadClass(name) : super.loadClass(name, resolve);
    }
  }

  /** Says what a jar without a service file lacks, and which of its classes look like plugins. */
  static final class MissingProvider {

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

  /** Loads the class that a service file names and checks that it can be a plugin. */
  static final class ProviderClass {

    private final PluginProvider provider;
    private final List<ClassPathEntry> entries;
    private final ClassLoader loader;

    ProviderClass(PluginProvider provider, List<ClassPathEntry> entries, ClassLoader loader) {
      this.provider = provider;
      this.entries = entries;
      this.loader = loader;
    }

    /** The constructor of the checked class, which is not yet initialised. */
    Constructor<?> load() {
      Class<?> type = find();
      if (provider.train()) {
        checkImplements(type, TrainPlugin.class, PluginCatalog.TRAIN_SERVICE);
      }
      if (provider.tune()) {
        checkImplements(type, TunePlugin.class, PluginCatalog.TUNE_SERVICE);
      }
      if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
        throw wrong("must be public and not abstract; change its declaration");
      }
      return constructor(type);
    }

    private Class<?> find() {
      try {
        return Class.forName(provider.className(), false, loader);
      } catch (ClassNotFoundException e) {
        throw new InvalidInputException(missing(e));
      } catch (LinkageError e) {
        throw new LinkageProblem(provider.className(), entries).exception(e);
      }
    }

    private String missing(ClassNotFoundException failure) {
      String service = provider.train() ? PluginCatalog.TRAIN_SERVICE : PluginCatalog.TUNE_SERVICE;
      List<String> known = entries.stream().flatMap(it -> it.classNames().stream()).toList();
      if (failure.getCause() instanceof IOException || known.contains(provider.className())) {
        return damaged(failure);
      }
      return entries.get(0).describe(service)
          + " names the class "
          + provider.className()
          + ", which is not there; correct the name, or build the plugin anew"
          + NearestName.hint(provider.className(), known);
    }

    private String damaged(ClassNotFoundException failure) {
      String reason = failure.getCause() == null ? "" : failure.getCause().getMessage();
      return entries.get(0).path()
          + " is damaged: the class "
          + provider.className()
          + " is in it and cannot be read"
          + (reason == null || reason.isBlank() ? "" : " (" + reason + ")")
          + "; build it anew";
    }

    private void checkImplements(Class<?> type, Class<?> api, String service) {
      if (!api.isAssignableFrom(type)) {
        throw wrong(
            "is named in "
                + service
                + " and does not implement "
                + api.getName()
                + "; implement it, or take the line out");
      }
    }

    private Constructor<?> constructor(Class<?> type) {
      try {
        return type.getConstructor();
      } catch (NoSuchMethodException e) {
        boolean inner = type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
        throw wrong(
            inner
                ? "is an inner class; make it static"
                : "has no public constructor without arguments; add one");
      } catch (LinkageError e) {
        throw new LinkageProblem(provider.className(), entries).exception(e);
      }
    }

    private InvalidInputException wrong(String message) {
      return new InvalidInputException(
          "the plugin class "
              + provider.className()
              + " in "
              + entries.get(0).path()
              + " "
              + message);
    }
  }
}
