package io.synapse.execute.ray;

import io.synapse.execute.process.WorkerCommand;
import io.synapse.execute.worker.WorkerMain;
import io.synapse.protocol.BridgeCommand;
import io.synapse.protocol.DriverMessage;
import io.synapse.python.PythonCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What nodes need and may not have: the worker, the plugin, and the data set when it is small. A
 * zip for Ray's runtime environment, and the names of all that in it.
 */
final class RayBundle implements AutoCloseable {

  /** Ray takes 500 MiB in all. */
  private static final long MOST_PLUGIN_BYTES = 100_000_000;

  private static final long MOST_DATA_BYTES = 100_000_000;

  private static final int LEAST_JAVA = 17;

  /** Classes of which each stands for the jar or folder that it comes from. */
  private static final List<Class<?>> OF_WORKER =
      List.of(
          WorkerMain.class,
          tools.jackson.core.JsonParser.class,
          tools.jackson.databind.ObjectMapper.class,
          com.fasterxml.jackson.annotation.JsonInclude.class,
          org.jline.utils.Signals.class,
          org.slf4j.Logger.class,
          ch.qos.logback.classic.Logger.class,
          ch.qos.logback.core.Context.class);

  private final Path zip;
  private final DriverMessage.Setup setup;
  private final BridgeCommand.DatasetOnNodes dataset;
  private final List<String> workerClassPath;

  private RayBundle(
      Path zip,
      DriverMessage.Setup setup,
      BridgeCommand.DatasetOnNodes dataset,
      List<String> workerClassPath) {
    this.zip = zip;
    this.setup = setup;
    this.dataset = dataset;
    this.workerClassPath = workerClassPath;
  }

  /**
   * Packs it.
   *
   * @param setup plugin and data set as they lie here
   * @throws RayUnavailableException when the plugin is too large to be sent to nodes
   * @throws UncheckedIOException when something cannot be read, or the zip not be written
   */
  static RayBundle pack(DriverMessage.Setup setup, PythonCode code, RayProgram program) {
    try {
      Path file = Files.createTempFile("synapse-ray-", ".zip");
      try (BundleZip zip = new BundleZip(Files.newOutputStream(file))) {
        code.forEach(zip::text);
        List<String> worker = program instanceof RayProgram.OfJava ? putWorker(zip) : List.of();
        DatasetFootprint data = DatasetFootprint.of(Path.of(setup.dataset().path()));
        List<String> plugin = putPlugin(zip, setup, program);
        String bundled = data.bytes() > MOST_DATA_BYTES ? null : putData(zip, setup);
        return new RayBundle(
            file,
            new DriverMessage.Setup(
                new DriverMessage.PluginPlace(plugin, setup.plugin().name()),
                setup.dataset(),
                setup.startModel(),
                setup.tuning()),
            new BridgeCommand.DatasetOnNodes(
                setup.dataset().path(), data.files(), data.bytes(), bundled),
            worker);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what nodes need cannot be packed: " + e, e);
    }
  }

  private static List<String> putWorker(BundleZip zip) throws IOException {
    Set<Path> places = new LinkedHashSet<>();
    for (Class<?> each : OF_WORKER) {
      places.add(placeOf(each));
    }
    List<String> names = new ArrayList<>();
    for (Path place : places) {
      names.add(put(zip, "lib/" + names.size(), place, PluginFiles.ALL));
    }
    return names;
  }

  private static Path placeOf(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> putPlugin(
      BundleZip zip, DriverMessage.Setup setup, RayProgram program) throws IOException {
    long before = zip.bytes();
    PluginFiles wanted = new PluginFiles(Path.of(setup.dataset().path()));
    List<String> names = new ArrayList<>();
    for (String entry : setup.plugin().classPath()) {
      Path place = Path.of(entry);
      String folder = "plugin/" + names.size();
      boolean source = names.isEmpty() && program instanceof RayProgram.OfPython;
      if (source) {
        // It finds what lies beside it.
        String beside = put(zip, folder, place.getParent(), wanted);
        names.add(beside + "/" + place.getFileName());
      } else {
        names.add(
            put(
                zip,
                folder,
                place,
                program instanceof RayProgram.OfPython ? wanted : PluginFiles.ALL));
      }
    }
    refuseLarge(zip.bytes() - before, setup);
    return names;
  }

  private static void refuseLarge(long bytes, DriverMessage.Setup setup) {
    if (bytes > MOST_PLUGIN_BYTES) {
      throw new RayUnavailableException(
          "the plugin %s with what lies beside it is %d MB, and at most %d MB are sent to the nodes; keep it in a folder of its own"
              .formatted(
                  setup.plugin().classPath().get(0),
                  bytes / 1_000_000,
                  MOST_PLUGIN_BYTES / 1_000_000));
    }
  }

  private static String putData(BundleZip zip, DriverMessage.Setup setup) throws IOException {
    return put(zip, "data", Path.of(setup.dataset().path()), PluginFiles.ALL);
  }

  /** Puts a file or a folder into a folder of the bundle, under its own name. */
  private static String put(BundleZip zip, String folder, Path place, PluginFiles wanted)
      throws IOException {
    String name = folder + "/" + place.getFileName();
    if (Files.isDirectory(place)) {
      zip.folder(name, place, wanted);
    } else {
      zip.file(name, place);
    }
    return BridgeCommand.Worker.IN_BUNDLE + name;
  }

  /** The file. */
  Path zip() {
    return zip;
  }

  /** What each worker is told first. */
  DriverMessage.Setup setup() {
    return setup;
  }

  /** Where nodes find the data set. */
  BridgeCommand.DatasetOnNodes dataset() {
    return dataset;
  }

  /** What nodes start. */
  BridgeCommand.Program program(RayProgram program) {
    if (program instanceof RayProgram.OfPython python) {
      return new BridgeCommand.PythonProgram(python.interpreter().toString(), python.required());
    }
    List<String> options = new ArrayList<>(WorkerCommand.JAVA_OPTIONS);
    options.addAll(((RayProgram.OfJava) program).options());
    return new BridgeCommand.JavaProgram(
        System.getProperty("java.home"),
        workerClassPath,
        WorkerMain.class.getName(),
        options,
        LEAST_JAVA);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(zip);
    } catch (IOException e) {
      // The system clears its temporary folder.
    }
  }
}
