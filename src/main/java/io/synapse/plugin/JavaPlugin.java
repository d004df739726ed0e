package io.synapse.plugin;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.plugin.HyperparameterSchema.SchemaFile;
import io.synapse.plugin.PluginCatalog.PluginProvider;
import io.synapse.problem.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * A plugin of Java classes, loaded. Its class loader sees the JDK, {@code io.synapse.api} and the
 * plugin's class path. Safe to use from several threads; whoever loaded it closes it when none of
 * its code runs any more.
 */
public final class JavaPlugin implements Plugin {

  private final PluginProvider provider;
  private final Constructor<?> constructor;
  private final List<ClassPathEntry> entries;
  private final URLClassLoader loader;
  private Optional<HyperparameterSchema> schema;

  JavaPlugin(
      PluginProvider provider,
      Constructor<?> constructor,
      List<ClassPathEntry> entries,
      URLClassLoader loader) {
    this.provider = provider;
    this.constructor = constructor;
    this.entries = List.copyOf(entries);
    this.loader = loader;
  }

  /** The simple class name. */
  @Override
  public String name() {
    return provider.name();
  }

  /** The binary class name. */
  @Override
  public String qualifiedName() {
    return provider.className();
  }

  /** Whether {@link #newTrain} works. */
  @Override
  public boolean supportsTrain() {
    return TrainPlugin.class.isAssignableFrom(constructor.getDeclaringClass());
  }

  @Override
  public String howToTrain() {
    return "name it in META-INF/services/" + TrainPlugin.class.getName() + " too";
  }

  /** Whether {@link #newTune} works. */
  @Override
  public boolean supportsTune() {
    return TunePlugin.class.isAssignableFrom(constructor.getDeclaringClass());
  }

  /**
   * Makes an instance for one attempt.
   *
   * @throws IllegalStateException when {@link #supportsTrain} is false
   * @throws InvalidInputException as {@link #newInstance}
   */
  public TrainPlugin newTrain() {
    if (!supportsTrain()) {
      throw new IllegalStateException(name() + " has no train");
    }
    return (TrainPlugin) newInstance();
  }

  /**
   * Makes an instance for one attempt.
   *
   * @throws IllegalStateException when {@link #supportsTune} is false
   * @throws InvalidInputException as {@link #newInstance}
   */
  public TunePlugin newTune() {
    if (!supportsTune()) {
      throw new IllegalStateException(name() + " has no tune");
    }
    return (TunePlugin) newInstance();
  }

  /**
   * Makes an instance, with the plugin's class loader as the thread's context loader meanwhile.
   *
   * @return a {@link TrainPlugin}, a {@link TunePlugin} or both
   * @throws InvalidInputException when the constructor or a static initialiser throws; its message
   *     holds that exception's, and the exception is its cause
   */
  public Object newInstance() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return constructor.newInstance();
    } catch (InvocationTargetException e) {
      throw failed("its constructor threw ", e.getCause());
    } catch (ExceptionInInitializerError e) {
      throw failed("a static initialiser threw ", e.getCause());
    } catch (LinkageError e) {
      throw new LinkageProblem(qualifiedName(), entries).exception(e);
    } catch (ReflectiveOperationException e) {
      throw failed("the attempt threw ", e);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private InvalidInputException failed(String what, Throwable cause) {
    if (cause instanceof LinkageError error && !(cause instanceof ExceptionInInitializerError)) {
      return new LinkageProblem(qualifiedName(), entries).exception(error);
    }
    boolean nested = cause instanceof ExceptionInInitializerError && cause.getCause() != null;
    Throwable thrown = nested ? cause.getCause() : cause;
    InvalidInputException exception =
        new InvalidInputException(
            "the plugin "
                + name()
                + " in "
                + entries.get(0).path()
                + " cannot be made: "
                + what
                + thrown
                + "; correct the plugin");
    exception.initCause(cause);
    return exception;
  }

  /**
   * The rules of its hyperparameters, when it carries some. Read at the first call: a worker, which
   * has nothing to check, starts sooner without.
   *
   * @throws InvalidInputException when they cannot be read or are no JSON Schema
   */
  @Override
  public synchronized Optional<HyperparameterSchema> schema() {
    if (schema == null) {
      schema = SchemaFile.find(entries.get(0)).map(SchemaFile::parse);
    }
    return schema;
  }

  /** The {@code Implementation-Version} of its jar's manifest. */
  @Override
  public Optional<String> version() {
    return entries.get(0).content(JarFile.MANIFEST_NAME).map(JavaPlugin::versionIn);
  }

  private static String versionIn(byte[] manifest) {
    try {
      Attributes attributes = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
      return attributes.getValue(Attributes.Name.IMPLEMENTATION_VERSION);
    } catch (IOException e) {
      return null;
    }
  }

  /**
   * The identity of its code: SHA-256 over the files of the class path. A jar and a folder with the
   * same files are different. Reads them at each call.
   *
   * @return 64 hexadecimal digits, lower case
   */
  @Override
  public String fingerprint() {
    return ClassPathDigest.of(entries);
  }

  /** The plugin's jar or folder, then what it needs; absolute. */
  @Override
  public List<Path> classPath() {
    return entries.stream().map(ClassPathEntry::path).toList();
  }

  /** To be the context loader of the threads on which the plugin runs. */
  public ClassLoader classLoader() {
    return loader;
  }

  /** Closes the plugin's jars. Classes that it has not loaded yet cannot be loaded after. */
  @Override
  public void close() {
    try {
      loader.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
