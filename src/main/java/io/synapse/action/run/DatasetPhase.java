package io.synapse.action.run;

import io.synapse.action.prepare.Preparation.LocatedDataset;
import io.synapse.dataset.ByteProgress;
import io.synapse.dataset.DatasetContent.PreparedDataset;
import io.synapse.dataset.Fingerprint;
import io.synapse.dataset.FingerprintCache;
import io.synapse.run.Phase;
import io.synapse.run.RunEvent;
import io.synapse.store.Store;
import io.synapse.store.dataset.DatasetStore;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** The first phase: every file of the data set is read once and fingerprinted. */
final class DatasetPhase {

  private final DatasetStore datasets;
  private final Consumer<RunEvent> progressed;
  private final Interruption interruption;

  /**
   * The phase.
   *
   * @param progressed receives how far it is
   */
  DatasetPhase(Store store, Consumer<RunEvent> progressed, Interruption interruption) {
    this.datasets = store.datasets();
    this.progressed = progressed;
    this.interruption = interruption;
  }

  /**
   * Fingerprints a data set.
   *
   * @return the prepared data set; without one when the run is interrupted meanwhile
   */
  Optional<PreparedDataset> prepare(LocatedDataset located) {
    ByteProgress progress =
        (current, total) -> {
          progressed.accept(new RunEvent.PhaseProgressed(Phase.DATASET, current, total));
          if (interruption.isRaised()) {
            throw new ReadInterruptedException();
          }
        };
    try {
      Path cache =
          located.registered()
              ? datasets.fingerprintCache(located.id())
              : datasets.fingerprintCache(located.content().path());
      String fingerprint = Fingerprint.of(located.content(), FingerprintCache.at(cache), progress);
      if (located.registered()) {
        datasets.recordFingerprint(located.id(), fingerprint);
      }
      return Optional.of(
          new PreparedDataset(located.id(), located.name(), located.content(), fingerprint));
    } catch (ReadInterruptedException e) {
      return Optional.empty();
    }
  }

  /** Leaves the reading of a large data set. */
  private static final class ReadInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
