package io.synapse.execute.ray;

import io.synapse.execute.FailureText;
import io.synapse.execute.process.WorkerCommand;
import io.synapse.execute.ray.BundleFiles.BundleZip;
import io.synapse.execute.ray.BundleFiles.PluginFiles;
import io.synapse.execute.worker.WorkerMain;
import io.synapse.protocol.BridgeCommand;
import io.synapse.protocol.DriverMessage;
import io.synapse.python.PythonCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
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

  /** Classes, one from each jar or folder that is needed. */
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
   * @param setup plugin and data set with their paths on this machine
   * @throws RayUnavailableException when the plugin is too large to be sent to nodes, or something
   *     cannot be read, or the zip not be written
   */
  static RayBundle pack(DriverMessage.Setup setup, PythonCode code, RayWorkerProgram program) {
    try {
      Path file = Files.createTempFile("synapse-ray-", ".zip");
      file.toFile().deleteOnExit();
      try (BundleZip zip = new BundleZip(Files.newOutputStream(file))) {
        code.forEach(zip::text);
        List<String> worker =
            program instanceof RayWorkerProgram.JavaOnNode ? putWorker(zip) : List.of();
        List<String> plugin = putPlugin(zip, setup, program);
        return new RayBundle(file, onNodes(setup, plugin), putData(zip, setup), worker);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file);
        throw e;
      }
    } catch (IOException | UncheckedIOException e) {
      throw new RayUnavailableException(
          "what the nodes of the cluster need cannot be packed: "
              + FailureText.lastLine(e)
              + "; see that it can be read, and that there is room in "
              + System.getProperty("java.io.tmpdir"),
          e);
    }
  }

  private static DriverMessage.Setup onNodes(DriverMessage.Setup setup, List<String> plugin) {
    return new DriverMessage.Setup(
        new DriverMessage.PluginPlace(plugin, setup.plugin().name()),
        setup.dataset(),
        setup.startModel(),
        setup.tuning());
  }

  private static List<String> putWorker(BundleZip zip) throws IOException {
    Set<Path> places = new LinkedHashSet<>();
    for (Class<?> each : OF_WORKER) {
      places.add(placeOf(each));
    }
    List<String> names = new ArrayList<>();
    for (Path place : places) {
      BundleFiles files = BundleFiles.allOf(place, Long.MAX_VALUE).orElseThrow();
      names.add(put(zip, "lib/" + names.size(), place, files));
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
      BundleZip zip, DriverMessage.Setup setup, RayWorkerProgram program) throws IOException {
    boolean inPython = program instanceof RayWorkerProgram.PythonOnNode;
    PluginFiles beside = new PluginFiles(Path.of(setup.dataset().path()));
    List<String> names = new ArrayList<>();
    long left = MOST_PLUGIN_BYTES;
    for (String entry : setup.plugin().classPath()) {
      Path place = Path.of(entry);
      // A source finds what lies beside it.
      boolean isSource = inPython && names.isEmpty();
      Path all = isSource ? place.getParent() : place;
      Optional<BundleFiles> found =
          inPython ? BundleFiles.of(all, beside, left) : BundleFiles.allOf(all, left);
      BundleFiles files = found.orElseThrow(() -> tooLarge(setup));
      left -= files.bytes();
      String name = put(zip, "plugin/" + names.size(), all, files);
      names.add(isSource ? name + "/" + place.getFileName() : name);
    }
    return names;
  }

  private static RayUnavailableException tooLarge(DriverMessage.Setup setup) {
    return new RayUnavailableException(
        "the plugin %s with what lies beside it is more than the %d MB that are sent to the nodes; keep it in a folder of its own (hidden files, virtual environments, stores and the data set don't count)"
            .formatted(setup.plugin().classPath().get(0), MOST_PLUGIN_BYTES / 1_000_000));
  }

  private static BridgeCommand.DatasetOnNodes putData(BundleZip zip, DriverMessage.Setup setup)
      throws IOException {
    Path place = Path.of(setup.dataset().path());
    DatasetFootprint data = DatasetFootprint.of(place);
    Optional<BundleFiles> files = BundleFiles.allOf(place, MOST_DATA_BYTES);
    String bundled = files.isPresent() ? put(zip, "data", place, files.get()) : null;
    return new BridgeCommand.DatasetOnNodes(place.toString(), data.files(), data.bytes(), bundled);
  }

  /** Puts a file or a folder into a folder of the bundle, under its own name. */
  private static String put(BundleZip zip, String folder, Path place, BundleFiles files)
      throws IOException {
    String name = folder + "/" + place.getFileName();
    zip.files(name, files);
    return BridgeCommand.Worker.IN_BUNDLE + name;
  }

  /** The file. */
  Path zip() {
    return zip;
  }

  /** What each worker is sent first. */
  DriverMessage.Setup setup() {
    return setup;
  }

  /** Where nodes find the data set. */
  BridgeCommand.DatasetOnNodes dataset() {
    return dataset;
  }

  /** What nodes start. */
  BridgeCommand.Program program(RayWorkerProgram program) {
    if (program instanceof RayWorkerProgram.PythonOnNode python) {
      return new BridgeCommand.PythonProgram(python.interpreter().toString(), python.required());
    }
    List<String> options = new ArrayList<>(WorkerCommand.JAVA_OPTIONS);
    options.addAll(((RayWorkerProgram.JavaOnNode) program).options());
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

  /**
   * By what a node knows that what it sees at a path is the data set: how many files lie there, and
   * how large they are. Links to files count as what they mean, links to folders not at all.
   */
  record DatasetFootprint(long files, long bytes) {

    /** That of a file, or of a folder with everything in it. */
    static DatasetFootprint of(Path path) throws IOException {
      Count count = new Count();
      Files.walkFileTree(path.toRealPath(), count);
      return new DatasetFootprint(count.files, count.bytes);
    }

    private static final class Count extends SimpleFileVisitor<Path> {

      private long files;
      private long bytes;

      @Override
      public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
          throws IOException {
        if (Files.isRegularFile(file)) {
          files++;
          bytes += Files.size(file);
        }
        return FileVisitResult.CONTINUE;
      }
    }
  }
}
