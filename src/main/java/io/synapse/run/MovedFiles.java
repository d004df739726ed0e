package io.synapse.run;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where files of a run are now; the journal has the paths that they had when the run was made. */
public final class MovedFiles {

  private final RunFolder folder;

  /** Those of a run that lies in this folder now. */
  public MovedFiles(RunFolder folder) {
    this.folder = folder;
  }

  /** The file below the run's folder as it lies now, when it was below the run's folder then. */
  public Path now(String written) {
    try {
      Path path = Path.of(written);
      for (int i = path.getNameCount() - 2; i >= 0; i--) {
        if (path.getName(i).toString().equals(folder.path().getFileName().toString())) {
          return folder.path().resolve(path.subpath(i + 1, path.getNameCount()));
        }
      }
      return path;
    } catch (InvalidPathException e) {
      return folder.path().resolve("unreadable");
    }
  }
}
