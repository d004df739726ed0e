package io.synapse.plugin;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.problem.InvalidInputException;
import io.synapse.problem.NearestName;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.util.List;

/** Loads the class that a service file names and checks that it can be a plugin. */
final class ProviderClass {

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
