package io.synapse.execute.ray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.synapse.protocol.BridgeCommand.JavaProgram;
import io.synapse.protocol.BridgeCommand.PythonProgram;
import io.synapse.protocol.DriverMessage.DatasetPlace;
import io.synapse.protocol.DriverMessage.PluginPlace;
import io.synapse.protocol.DriverMessage.Setup;
import io.synapse.python.PythonCode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RayBundleTest {

  private static final long LIMIT = 100_000_000;
  private static final RayWorkerProgram PYTHON =
      new RayWorkerProgram.PythonOnNode(Path.of("/python3"), false);
  private static final RayWorkerProgram JAVA = new RayWorkerProgram.JavaOnNode(List.of("-ea"));

  @TempDir Path root;
  private PythonCode code;
  private Path plugin;
  private Path data;

  @BeforeEach
  void makePluginAndData() throws IOException {
    code = PythonCode.unpack(Map.of("XDG_CACHE_HOME", root.resolve("cache").toString()));
    plugin = write("digits/plugin.py");
    data = write("digits/data/1.csv").getParent();
  }

  @Test
  void aPluginInPythonComesWithWhatLiesBesideIt() throws IOException {
    write("digits/layers/dense.py");
    write("digits/.venv/pyvenv.cfg");
    Path more = write("shared/more.py").getParent();

    try (RayBundle bundle = pack(PYTHON, plugin, more)) {
      assertThat(names(bundle))
          .contains("synapse_worker/worker.py", "synapse-worker.py", "synapse-ray.py")
          .filteredOn(name -> !name.startsWith("synapse"))
          .containsExactly(
              "plugin/0/digits/layers/dense.py",
              "plugin/0/digits/plugin.py",
              "plugin/1/shared/more.py",
              "data/data/1.csv");
      assertThat(bundle.setup().plugin())
          .isEqualTo(
              new PluginPlace(
                  List.of("bundle:plugin/0/digits/plugin.py", "bundle:plugin/1/shared"), "One"));
    }
  }

  @Test
  void aPluginInJavaComesWithTheWorker() throws IOException {
    Path jar = write("digits/digits.jar");
    Path classes = write("digits/lib/.keep/One.class").getParent().getParent();

    try (RayBundle bundle = pack(JAVA, jar, classes)) {
      assertThat(names(bundle))
          .contains("plugin/0/digits.jar", "plugin/1/lib/.keep/One.class")
          .doesNotContain("plugin/0/digits/plugin.py");
      JavaProgram program = (JavaProgram) bundle.program(JAVA);
      assertThat(program.classPath())
          .hasSizeGreaterThan(4)
          .allMatch(entry -> entry.startsWith("bundle:lib/"));
      assertThat(names(bundle))
          .anyMatch(name -> name.matches("lib/\\d+/jackson-databind-.*\\.jar"))
          .anyMatch(name -> name.matches("lib/\\d+/.*WorkerMain.class|lib/\\d+/synapse.*\\.jar"));
      assertThat(program.options()).endsWith("-ea");
      assertThat(program.least()).isEqualTo(17);
    }
  }

  @Test
  void whatWorkersAreToldButThePluginsPlaceStays() {
    try (RayBundle bundle = pack(PYTHON, plugin)) {
      assertThat(bundle.setup().dataset()).isEqualTo(setup(plugin).dataset());
      assertThat(bundle.setup().startModel()).isEqualTo("/store/models/3");
      assertThat(bundle.setup().tuning()).isTrue();
      assertThat(bundle.program(PYTHON)).isEqualTo(new PythonProgram("/python3", false));
    }
  }

  @Test
  void aSmallDataSetGoesAlong() {
    try (RayBundle bundle = pack(PYTHON, plugin)) {
      assertThat(bundle.dataset().path()).isEqualTo(data.toString());
      assertThat(bundle.dataset().files()).isEqualTo(1);
      assertThat(bundle.dataset().bundled()).isEqualTo("bundle:data/data");
    }
  }

  @Test
  void aLargeDataSetDoesNot() throws IOException {
    large(data.resolve("images.bin"));

    try (RayBundle bundle = pack(PYTHON, plugin)) {
      assertThat(bundle.dataset().files()).isEqualTo(2);
      assertThat(bundle.dataset().bytes()).isGreaterThan(LIMIT);
      assertThat(bundle.dataset().bundled()).isNull();
      assertThat(names(bundle)).noneMatch(name -> name.startsWith("data/"));
    }
  }

  @Test
  void aDataSetThatIsLargeBehindALinkDoesNotEither() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    large(elsewhere.resolve("images.bin"));
    Files.createSymbolicLink(data.resolve("images"), elsewhere);

    try (RayBundle bundle = pack(PYTHON, plugin)) {
      assertThat(bundle.dataset().bundled()).isNull();
    }
  }

  @Test
  void aDataSetThatIsALinkIsWhatTheLinkMeans() throws IOException {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    large(elsewhere.resolve("images.bin"));
    data = Files.createSymbolicLink(root.resolve("link"), elsewhere);

    try (RayBundle bundle = pack(PYTHON, plugin)) {
      assertThat(bundle.dataset().bytes()).isGreaterThan(LIMIT);
      assertThat(bundle.dataset().bundled()).isNull();
    }
  }

  @Test
  void aPluginThatIsTooLargeIsRefusedBeforeItIsPacked() throws IOException {
    large(plugin.resolveSibling("weights.bin"));

    assertThatThrownBy(() -> pack(PYTHON, plugin))
        .isInstanceOf(RayUnavailableException.class)
        .hasMessageStartingWith("the plugin " + plugin + " with what lies beside it is more than")
        .hasMessageContaining("100 MB");
  }

  @Test
  void allOfAClassPathCountsTogether() throws IOException {
    Path jar = write("a.jar");
    large(root.resolve("b.jar"));

    assertThatThrownBy(() -> pack(JAVA, jar, root.resolve("b.jar")))
        .isInstanceOf(RayUnavailableException.class);
  }

  @Test
  void whatCannotBeReadIsToldByName() {
    Path none = root.resolve("none.jar");

    assertThatThrownBy(() -> pack(JAVA, none))
        .isInstanceOf(RayUnavailableException.class)
        .hasMessageContaining("cannot be packed: NoSuchFileException: " + none);
  }

  @Test
  void theZipIsTheSameAgainAndGoneWhenItIsClosed() throws IOException {
    Path file;
    try (RayBundle one = pack(PYTHON, plugin);
        RayBundle other = pack(PYTHON, plugin)) {
      file = one.zip();
      assertThat(file).hasSameBinaryContentAs(other.zip());
    }
    assertThat(file).doesNotExist();
  }

  private RayBundle pack(RayWorkerProgram program, Path... classPath) {
    return RayBundle.pack(setup(classPath), code, program);
  }

  private Setup setup(Path... classPath) {
    List<String> places = List.of(classPath).stream().map(Path::toString).toList();
    DatasetPlace dataset = new DatasetPlace(7, "digits", data.toString(), "f");
    return new Setup(new PluginPlace(places, "One"), dataset, "/store/models/3", true);
  }

  private static List<String> names(RayBundle bundle) throws IOException {
    try (ZipFile zip = new ZipFile(bundle.zip().toFile())) {
      return Collections.list(zip.entries()).stream().map(ZipEntry::getName).toList();
    }
  }

  private Path write(String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  /** It takes no room on a disk that knows of holes. */
  private static void large(Path file) throws IOException {
    try (RandomAccessFile opened = new RandomAccessFile(file.toFile(), "rw")) {
      opened.setLength(LIMIT + 1);
    }
  }
}
