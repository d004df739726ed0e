package io.synapse.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.api.TrainPlugin;
import io.synapse.api.TunePlugin;
import io.synapse.plugin.PluginCatalog.PluginProvider;
import io.synapse.testing.PluginBuild;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginLoaderTest {

  @TempDir Path folder;
  private PluginBuild build;
  private Path jar;

  @BeforeEach
  void aBuild() {
    build = new PluginBuild(folder.resolve("plugin"));
    jar = folder.resolve("plugin.jar");
  }

  @Test
  void aClassNamedForBothInterfacesIsOnePlugin() throws Exception {
    build
        .source(
            "mine.Digits",
            "public class Digits implements TrainPlugin, TunePlugin {"
                + PluginBuild.TRAIN.formatted("\"trained\"")
                + PluginBuild.TUNE.formatted("0.5")
                + "}")
        .service(TrainPlugin.class, "# ours", "  mine.Digits  # the plugin", "")
        .service(TunePlugin.class, "mine.Digits")
        .jar(jar);
    try (JavaPlugin plugin = load()) {
      assertThat(plugin.name()).isEqualTo("Digits");
      assertThat(plugin.qualifiedName()).isEqualTo("mine.Digits");
      assertThat(plugin.supportsTrain()).isTrue();
      assertThat(plugin.supportsTune()).isTrue();
      assertThat(plugin.newTrain().train(null, null, null, null)).isEqualTo("trained");
      assertThat(plugin.newTune().tune(null, null, null, null)).isEqualTo(0.5);
      assertThat(plugin.classPath()).containsExactly(jar);
      assertThat(plugin.schema()).isEmpty();
      assertThat(plugin.version()).isEmpty();
    }
    assertThat(PluginCatalog.read(jar).providers())
        .containsExactly(new PluginProvider("Digits", "mine.Digits", true, true));
  }

  @Test
  void everyInstanceIsNew() {
    build.trainPlugin("Fresh").jar(jar);
    try (JavaPlugin plugin = load()) {
      assertThat(plugin.newTrain()).isNotSameAs(plugin.newTrain());
      assertThat(plugin.supportsTune()).isFalse();
      assertThatThrownBy(plugin::newTune).isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aFolderOfClassesIsAPluginToo() {
    Path classes = build.trainPlugin("Fresh").classes();
    try (JavaPlugin plugin = PluginLoader.load(List.of(classes), Optional.empty())) {
      assertThat(plugin.newTrain()).isNotNull();
    }
  }

  @Test
  void aNestedClassIsNamedByItsOwnName() {
    build
        .source(
            "mine.Outer",
            "public class Outer { public static class Inner implements TrainPlugin {"
                + PluginBuild.TRAIN.formatted("null")
                + "} }")
        .service(TrainPlugin.class, "mine.Outer$Inner")
        .jar(jar);
    try (JavaPlugin plugin = load()) {
      assertThat(plugin.name()).isEqualTo("Inner");
    }
  }

  @Test
  void oneOfSeveralIsChosenByName() {
    severalPlugins();
    for (String name : List.of("Second", "mine.Second")) {
      try (JavaPlugin plugin = PluginLoader.load(List.of(jar), Optional.of(name))) {
        assertThat(plugin.qualifiedName()).isEqualTo("mine.Second");
      }
    }
    assertThat(PluginCatalog.read(jar).providers())
        .extracting(PluginProvider::name)
        .containsExactly("First", "Second");
  }

  @Test
  void severalWithoutAChoiceIsAnErrorThatListsThem() {
    severalPlugins();
    assertThatThrownBy(this::load)
        .hasMessage(jar + " holds 2 plugins: First, Second; choose one, such as plugin.jar#First");
  }

  @Test
  void pluginsOfTheSameSimpleNameAreListedByTheirWholeNames() {
    severalPlugins();
    build
        .source(
            "other.First",
            "public class First implements TrainPlugin {"
                + PluginBuild.TRAIN.formatted("null")
                + "}")
        .service(TrainPlugin.class, "mine.First", "mine.Second", "other.First")
        .jar(jar);
    assertThatThrownBy(() -> PluginLoader.load(List.of(jar), Optional.empty()))
        .hasMessageContaining("Second, mine.First, other.First; choose one");
    assertThatThrownBy(() -> PluginLoader.load(List.of(jar), Optional.of("First")))
        .hasMessageContaining("holds 2 plugins: mine.First, other.First; choose one");
  }

  @Test
  void anUnknownNameIsAnErrorWithTheNearest() {
    severalPlugins();
    assertThatThrownBy(() -> PluginLoader.load(List.of(jar), Optional.of("Secnd")))
        .hasMessageContaining("holds no plugin 'Secnd'; it holds First, Second")
        .hasMessageContaining("did you mean 'Second'?");
  }

  @Test
  void aPluginSeesTheJdkAndTheApiAndNothingOfOurs() throws Exception {
    build
        .source(
            "mine.Spy",
            "public class Spy implements TrainPlugin {"
                + PluginBuild.TRAIN.formatted("sight()")
                + "static String sight() { StringBuilder seen = new StringBuilder();"
                + "for (String name : new String[] {\"java.sql.Connection\","
                + "\"io.synapse.api.TrainRun\", \"tools.jackson.databind.JsonNode\","
                + "\"io.synapse.run.RunPlan\", \"io.synapse.plugin.Plugin\","
                + "\"org.slf4j.Logger\"}) {"
                + "try { Class.forName(name); seen.append(name).append(' '); }"
                + "catch (ClassNotFoundException e) { } }"
                + "seen.append(Thread.currentThread().getContextClassLoader()"
                + ".getResource(\"logback.xml\"));"
                + "return seen.toString(); } }")
        .service(TrainPlugin.class, "mine.Spy")
        .jar(jar);
    try (JavaPlugin plugin = load()) {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(plugin.classLoader());
      Object seen = plugin.newTrain().train(null, null, null, null);
      thread.setContextClassLoader(before);
      assertThat(seen).isEqualTo("java.sql.Connection io.synapse.api.TrainRun null");
    }
  }

  @Test
  void aPluginsOwnCopyOfALibraryWins() throws Exception {
    build
        .source(
            "tools.jackson.databind.JsonNode",
            "public class JsonNode { public String toString() { return \"my own\"; } }")
        .source(
            "mine.WithLibrary",
            "public class WithLibrary implements TrainPlugin {"
                + PluginBuild.TRAIN.formatted("new tools.jackson.databind.JsonNode().toString()")
                + "}")
        .service(TrainPlugin.class, "mine.WithLibrary")
        .jar(jar);
    try (JavaPlugin plugin = load()) {
      assertThat(plugin.newTrain().train(null, null, null, null)).isEqualTo("my own");
    }
  }

  @Test
  void aCopyOfTheApiInThePluginIsNotUsed() {
    build
        .source("io.synapse.api.Extra", "public class Extra {}")
        .trainPlugin("Fat")
        .resource("io/synapse/api/TrainPlugin.class", "not even a class")
        .jar(jar);
    try (JavaPlugin plugin = load()) {
      assertThat(plugin.newTrain()).isInstanceOf(TrainPlugin.class);
    }
  }

  @Test
  void theRestOfTheClassPathIsSeenAndHoldsNoPluginsOfItsOwn() throws Exception {
    Path library = withLibrary();
    try (JavaPlugin plugin = PluginLoader.load(List.of(jar, library), Optional.empty())) {
      assertThat(plugin.newTrain().train(null, null, null, null)).isEqualTo("from the library");
      assertThat(plugin.classPath()).containsExactly(jar, library);
    }
  }

  @Test
  void theConstructorRunsWithThePluginsContextLoader() throws Exception {
    build
        .source(
            "mine.Context",
            "public class Context implements TrainPlugin {"
                + "final boolean own = Thread.currentThread().getContextClassLoader()"
                + " == getClass().getClassLoader();"
                + PluginBuild.TRAIN.formatted("own")
                + "}")
        .service(TrainPlugin.class, "mine.Context")
        .jar(jar);
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    try (JavaPlugin plugin = load()) {
      assertThat(plugin.newTrain().train(null, null, null, null)).isEqualTo(true);
    }
    assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(before);
  }

  @Test
  void theVersionIsTheManifests() {
    build
        .trainPlugin("Versioned")
        .resource("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 1.2.3\n")
        .jar(jar);
    try (JavaPlugin plugin = load()) {
      assertThat(plugin.version()).contains("1.2.3");
    }
  }

  @Test
  void theFingerprintIsOfTheContentAndNotOfThePlace() {
    Path classes = build.trainPlugin("Fresh").classes();
    build.jar(jar);
    Path copy = build.jar(folder.resolve("copy.jar"));
    String ofClasses = fingerprint(classes);
    String ofJar = fingerprint(jar);
    assertThat(ofJar).matches("[0-9a-f]{64}").isNotEqualTo(ofClasses);
    assertThat(ofJar).isEqualTo(fingerprint(copy));
    build.resource("more.txt", "more").jar(copy);
    assertThat(fingerprint(copy)).isNotEqualTo(ofJar);
    assertThat(fingerprint(classes)).isNotEqualTo(ofClasses);
  }

  private void severalPlugins() {
    build
        .trainPlugin("First")
        .trainPlugin("Second")
        .service(TrainPlugin.class, "mine.First", "mine.Second")
        .jar(jar);
  }

  private Path withLibrary() {
    Path library = folder.resolve("library.jar");
    new PluginBuild(folder.resolve("library"))
        .trainPlugin("Other")
        .source(
            "lib.Words",
            "public class Words { public static String say() { return \"from the library\"; } }")
        .jar(library);
    build
        .library(library)
        .source(
            "mine.Uses",
            "public class Uses implements TrainPlugin {"
                + PluginBuild.TRAIN.formatted("lib.Words.say()")
                + "}")
        .service(TrainPlugin.class, "mine.Uses")
        .jar(jar);
    return library;
  }

  private JavaPlugin load() {
    return PluginLoader.load(List.of(jar), Optional.empty());
  }

  private static String fingerprint(Path path) {
    try (JavaPlugin plugin = PluginLoader.load(List.of(path), Optional.empty())) {
      return plugin.fingerprint();
    }
  }
}
