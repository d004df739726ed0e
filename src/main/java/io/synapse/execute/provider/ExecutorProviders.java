package io.synapse.execute.provider;

import java.util.List;
import java.util.Optional;

/** The executors that {@code --executor} can name. */
public final class ExecutorProviders {

  private static final List<ExecutorProvider> ALL =
      List.of(new ProcessProvider(), new InlineProvider(), new RayProvider());

  private ExecutorProviders() {}

  /** The one that runs trials where nothing else is asked for. */
  public static ExecutorProvider standard() {
    return ALL.get(0);
  }

  /** The names, in the order in which they are shown. */
  public static List<String> names() {
    return ALL.stream().map(ExecutorProvider::name).toList();
  }

  /** The provider with a name; empty when there is none. */
  public static Optional<ExecutorProvider> named(String name) {
    return ALL.stream().filter(provider -> provider.name().equals(name)).findFirst();
  }
}
