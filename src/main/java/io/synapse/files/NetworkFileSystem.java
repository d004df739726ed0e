package io.synapse.files;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/**
 * Tells file systems that several machines share. SQLite's write-ahead log needs memory shared by
 * all its users, which these cannot give (sqlite.org/wal.html).
 */
public final class NetworkFileSystem {

  private static final Set<String> TYPES =
      Set.of(
          "9p",
          "afpfs",
          "afs",
          "beegfs",
          "ceph",
          "cifs",
          "davfs",
          "fuse.ceph",
          "fuse.glusterfs",
          "fuse.rclone",
          "fuse.s3fs",
          "fuse.sshfs",
          "gfs2",
          "glusterfs",
          "gpfs",
          "lustre",
          "ncpfs",
          "nfs",
          "nfs4",
          "ocfs2",
          "prl_fs",
          "smb",
          "smb2",
          "smb3",
          "smbfs",
          "vboxsf",
          "virtiofs",
          "webdav");

  private NetworkFileSystem() {}

  /** Whether an existing folder is on one. */
  public static boolean holds(Path folder) throws IOException {
    FileStore disk = Files.getFileStore(folder);
    return isType(disk.type()) || folder.toAbsolutePath().toString().startsWith("\\\\");
  }

  static boolean isType(String type) {
    return TYPES.contains(type.toLowerCase(Locale.ROOT));
  }
}
