package io.synapse.plugin;

/**
 * The parent of a plugin's class loader: it shows the JDK and the package {@code io.synapse.api},
 * so that a plugin can bring any version of any library.
 */
final class ApiClassLoader extends ClassLoader {

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
