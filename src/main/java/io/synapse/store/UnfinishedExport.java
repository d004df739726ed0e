package io.synapse.store;

import io.synapse.files.FileTree;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * Where an export is made before it appears: beside its target, hidden, under a name that tells
 * whose it is, so that the next export to the same place can clear up after one that was killed.
 */
final class UnfinishedExport {

  private static final String END = ".tmp";
  private static final int RANDOM_DIGITS = 8;

  private final Path target;

  UnfinishedExport(Path target) {
    this.target = target;
  }

  /** The target's name is shortened where the whole would be longer than a name may be. */
  private String start() {
    return "." + FolderName.of(target.getFileName().toString()) + ".";
  }

  /** A path that nothing has yet. */
  Path fresh() {
    String random = UUID.randomUUID().toString().substring(0, RANDOM_DIGITS);
    String owner = Staging.owner(ProcessIdentity.current());
    return target.resolveSibling(start() + owner + "-" + random + END);
  }

  /** Deletes what dead processes left of exports to the same target. */
  void clearUp() throws IOException {
    try (DirectoryStream<Path> siblings =
        Files.newDirectoryStream(target.getParent(), this::isLeft)) {
      for (Path left : siblings) {
        FileTree.delete(left);
      }
    }
  }

  private boolean isLeft(Path sibling) throws IOException {
    String name = sibling.getFileName().toString();
    if (!name.startsWith(start()) || !name.endsWith(END)) {
      return false;
    }
    String owner = name.substring(start().length(), name.length() - END.length());
    return Leftovers.isNameOfStaging(owner) && Leftovers.isLeft(sibling, owner);
  }
}
