package io.synapse.execute.inline;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialExecutorContract;
import io.synapse.execute.attempt.AttemptSettings;
import io.synapse.execute.inline.InlineExecutor.StandardStreams;

class InlineExecutorTest extends TrialExecutorContract {

  @Override
  protected TrialExecutor executor(Setup setup, EventQueue events) {
    return new InlineExecutor(
        new InlineExecutor.Settings(
            new AttemptSettings(
                setup.plugin(), setup.dataset(), setup.startModel(), setup.tuning()),
            setup.stopGrace(),
            new StandardStreams(System.out, System.err),
            setup.strays()),
        events);
  }
}
