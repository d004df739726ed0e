package io.synapse.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.files.ProcessIdentity.ProcessState;
import io.synapse.store.StoreWriterProcess;
import io.synapse.testing.ChildJvm;
import org.junit.jupiter.api.Test;

class ProcessIdentityTest {

  private static final ProcessIdentity OWN = ProcessIdentity.current();

  @Test
  void thisProcessIsAlive() {
    assertThat(OWN.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(OWN.host()).isNotBlank();
    assertThat(OWN.state()).isEqualTo(ProcessState.ALIVE);
  }

  @Test
  void anEndedProcessIsDead() throws Exception {
    Process child = ChildJvm.start(StoreWriterProcess.class, "unused", "unknown");
    long started = child.info().startInstant().orElseThrow().toEpochMilli();
    ProcessIdentity identity = new ProcessIdentity(child.pid(), started, OWN.host());
    child.destroyForcibly().waitFor();
    assertThat(identity.state()).isEqualTo(ProcessState.DEAD);
  }

  @Test
  void aNumberThatAnotherProcessHasNowIsDead() {
    assertThat(new ProcessIdentity(OWN.pid(), OWN.started() - 60_000, OWN.host()).state())
        .isEqualTo(ProcessState.DEAD);
  }

  @Test
  void aSmallCorrectionOfTheClockDoesNotMatter() {
    assertThat(new ProcessIdentity(OWN.pid(), OWN.started() - 1500, OWN.host()).state())
        .isEqualTo(ProcessState.ALIVE);
  }

  @Test
  void anotherHostsProcessIsElsewhere() {
    assertThat(new ProcessIdentity(OWN.pid(), OWN.started(), "another").state())
        .isEqualTo(ProcessState.ELSEWHERE);
  }

  @Test
  void theStoredFormIsReadBack() {
    ProcessIdentity odd = new ProcessIdentity(7, 8, "host/with/slashes pid:[4026531836]");
    assertThat(ProcessIdentity.parse(odd.text())).isEqualTo(odd);
  }
}
