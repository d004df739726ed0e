package io.synapse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A resume that is refused leaves its run as it was. */
class RefusedResumeTest extends TrainFixture {

  @Test
  void aCompletedRunStaysCompletedWhenItsDataSetHasChanged() throws IOException {
    train(grid("1, 2, 3, 4", 2));
    List<String> before = everything();
    Files.writeString(folder.resolve("data.csv"), "3,4,5\n");
    CommandRun refused = resume("-s", "tune_config.num_samples=4");

    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.messages()).contains("the data set", "has changed", "--force");
    assertThat(everything()).isEqualTo(before);
    assertThat(before.toString()).contains("completed");
  }

  @Test
  void theSameGoesForAnInterruptedRun() throws IOException {
    train(grid("1, 2, 3", 3));
    cutJournalAfter("end", 1);
    List<String> before = everything();
    Files.writeString(folder.resolve("data.csv"), "3,4,5\n");

    assertThat(resume().status()).isEqualTo(2);
    assertThat(everything()).isEqualTo(before);
  }

  private List<String> everything() throws IOException {
    return List.of(
        run("runs", "list", "--json", "--store", store()).output(),
        run("runs", "show", "last", "--json", "--store", store()).output(),
        Files.readString(runFolder().resolve("job.json")),
        Files.readString(runFolder().resolve("results.json")),
        Files.readString(journal()));
  }
}
