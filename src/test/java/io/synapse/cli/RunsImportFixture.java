package io.synapse.cli;

import io.synapse.files.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder that Ray Tune 2.60 wrote, without its pickles, and its import. */
public abstract class RunsImportFixture {

  private static final Path RECORDED = Path.of("src/test/resources/raytune/experiment");

  @TempDir protected Path folder;
  public SampleRuns runs;
  public Path experiment;

  @BeforeEach
  void copyTheExperiment() throws IOException {
    runs = new SampleRuns(folder, folder.resolve("no-plugin.jar"));
    experiment = folder.resolve("실험");
    FileTree.copyWhole(RECORDED, experiment);
  }

  protected final CommandRun importIt(Object... words) {
    Object[] all =
        Stream.concat(Stream.of("runs", "import", experiment), Stream.of(words)).toArray();
    return runs.command(all);
  }

  protected final Path trial(int number) throws IOException {
    try (Stream<Path> folders = Files.list(experiment)) {
      String part = "_0000" + number + "_";
      return folders.filter(each -> each.toString().contains(part)).findFirst().orElseThrow();
    }
  }

  protected final List<Path> states() throws IOException {
    try (Stream<Path> files = Files.list(experiment)) {
      return files.filter(each -> each.toString().endsWith(".json")).toList();
    }
  }
}
