package io.synapse.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkFileSystemTest {

  @ParameterizedTest
  @ValueSource(strings = {"nfs", "nfs4", "NFS", "cifs", "smb3", "fuse.sshfs", "9p", "lustre"})
  void typesThatSeveralMachinesShareAreKnown(String type) {
    assertThat(NetworkFileSystem.isType(type)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ext4", "xfs", "btrfs", "zfs", "tmpfs", "overlay", "apfs", "NTFS"})
  void typesOfLocalDisksAreNotTaken(String type) {
    assertThat(NetworkFileSystem.isType(type)).isFalse();
  }

  @Test
  void aTemporaryFolderIsLocal(@TempDir Path folder) throws Exception {
    assertThat(NetworkFileSystem.holds(folder)).isFalse();
  }
}
