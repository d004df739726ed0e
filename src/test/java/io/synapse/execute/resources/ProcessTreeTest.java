package io.synapse.execute.resources;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ProcessTreeTest {

  private static final long LARGEST_SHELL = 64 << 20;

  private BusyProcesses processes;
  private ProcessTree tree;

  @BeforeEach
  void startProcesses() throws Exception {
    processes = BusyProcesses.start();
    tree = new ProcessTree(processes.pid());
  }

  @AfterEach
  void endProcesses() {
    processes.close();
  }

  @Test
  void membersAreTheProcessAndItsDescendants() {
    assertThat(tree.members()).containsExactly(processes.pid(), processes.childPid());
    assertThat(new ProcessTree(ProcessHandle.current().pid()).members())
        .contains(processes.pid(), processes.childPid());
  }

  @Test
  void aDescendantThatWasSeenIsRememberedWithoutItsParentUntilItEnds() throws Exception {
    assertThat(tree.seen()).isEmpty();
    ProcessHandle child = ProcessHandle.of(processes.childPid()).orElseThrow();
    tree.members();
    ProcessHandle parent = ProcessHandle.of(processes.pid()).orElseThrow();
    parent.destroyForcibly();
    parent.onExit().get();

    tree.members();
    assertThat(tree.seen()).containsExactly(child);

    child.destroyForcibly();
    child.onExit().get();
    tree.members();
    assertThat(tree.seen()).isEmpty();
  }

  @Test
  void aRunningChildsProcessorTimeIsItsOwn() {
    processes.awaitCpuSeconds(0.3);

    assertThat(tree.ownCpuSeconds()).isLessThan(0.3);
  }

  @Test
  void anEndedChildsProcessorTimeIsItsParents() {
    processes.awaitCpuSeconds(0.3);
    processes.endChild();

    assertThat(tree.ownCpuSeconds()).isBetween(0.3, 120.0);
  }

  @Test
  void processorTimeIsThatOfTheSystem() {
    processes.awaitCpuSeconds(0.3);
    double measured = ProcessTree.cpuSeconds(processes.childPid());
    ProcessHandle child = ProcessHandle.of(processes.childPid()).orElseThrow();
    double reported = child.info().totalCpuDuration().orElseThrow().toMillis() / 1000.0;

    // It goes on between the two looks, and each is exact to a hundredth of a second.
    assertThat(reported).isBetween(measured - 0.02, measured + 30);
  }

  @Test
  void everyLivingProcessHasMemory() {
    assertThat(tree.ownResidentBytes().orElseThrow()).isBetween(1L << 10, LARGEST_SHELL);
    assertThat(ProcessTree.residentBytes(processes.childPid()).orElseThrow())
        .isBetween(1L << 10, LARGEST_SHELL);
  }

  @Test
  void memoryGrowsWithWhatIsAllocated() {
    long pid = ProcessHandle.current().pid();
    long before = ProcessTree.residentBytes(pid).orElseThrow();
    List<byte[]> kept = new ArrayList<>();
    while (kept.size() < 1024 && ProcessTree.residentBytes(pid).orElseThrow() <= before) {
      kept.add(new byte[1 << 20]);
    }

    assertThat(ProcessTree.residentBytes(pid).orElseThrow()).isGreaterThan(before);
  }

  @Test
  void aProcessThatIsGoneUsesNothing() {
    processes.close();

    assertThat(tree.ownCpuSeconds()).isZero();
    assertThat(tree.ownResidentBytes()).isEqualTo(OptionalLong.empty());
    assertThat(tree.members()).containsExactly(processes.pid());
  }
}
