package io.synapse.cli.completion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The script for fish, in a real fish. */
class FishCompletionTest extends CompletionContract {

  @Override
  Shell shell() {
    return Shell.fish;
  }

  @Test
  void candidatesAreDescribed() {
    assertThat(typing().listed("synapse ", "Trains a model")).contains("The runs");
    assertThat(typing().listed("synapse train --", "of it's"))
        .contains("Keeps [all] of it's $HOME \\ `id`");
    assertThat(typing().listed("synapse train -s ", "the number of trials"))
        .contains("tune_config.num_samples=");
  }
}
