package io.synapse.search.gp;

import static org.assertj.core.api.Assertions.assertThat;

import io.synapse.search.gp.KernelFit.RefitSchedule;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefitScheduleTest {

  @ParameterizedTest
  @CsvSource({"1, 1", "30, 30", "31, 30", "35, 35", "99, 95", "199, 190", "224, 200", "5099, 5000"})
  void theNumberOfFittedTrialsDependsOnTheNumberOfTrials(int trials, int fitted) {
    assertThat(RefitSchedule.trialCount(trials)).isEqualTo(fitted);
  }

  @Test
  void theNumberOfFittedTrialsNeverDecreases() {
    int[] fitted = IntStream.range(1, 20_000).map(RefitSchedule::trialCount).toArray();
    assertThat(fitted).isSorted();
  }
}
