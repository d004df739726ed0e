package io.synapse.plugin;

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
