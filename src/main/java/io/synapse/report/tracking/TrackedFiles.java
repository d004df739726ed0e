package io.synapse.report.tracking;

import io.synapse.store.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a run that the server gets, too.
 *
 * @param folder the run's folder
 * @param models the folder of the store's models
 */
record TrackedFiles(RunFolder folder, Path models) {

  /** The job, the results and the report, as far as they are there. */
  List<RunUpdate.Artifact> ofRun() {
    return Stream.of(folder.jobFile(), folder.resultsFile(), folder.reportFile())
        .filter(Files::isRegularFile)
        .map(file -> new RunUpdate.Artifact(file.getFileName().toString(), file))
        .toList();
  }

  /** A model as it lies in the store, below {@code model}; none when it is gone. */
  List<RunUpdate.Artifact> model(long id) {
    Path model = models.resolve(Long.toString(id));
    if (!Files.isDirectory(model)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(model)) {
      return found
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> new RunUpdate.Artifact("model/" + model.relativize(file), file))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
