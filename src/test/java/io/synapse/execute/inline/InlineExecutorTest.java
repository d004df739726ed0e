package io.synapse.execute.inline;

import io.synapse.execute.EventQueue;
import io.synapse.execute.TrialExecutor;
import io.synapse.execute.TrialExecutorContract;
import io.synapse.execute.attempt.PluginAttempt.AttemptSettings;
import io.synapse.execute.inline.InlineExecutor.StandardStreams;
import io.synapse.plugin.JavaPlugin;
import io.synapse.plugin.PluginLoader;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

class InlineExecutorTest extends TrialExecutorContract {

  private JavaPlugin plugin;

  @AfterEach
  void closePlugin() {
    plugin.close();
  }

  @Override
  protected TrialExecutor executor(Setup setup, EventQueue events) {
    plugin = PluginLoader.load(List.of(setup.plugin()), Optional.empty());
    return new InlineExecutor(
        new InlineExecutor.InlineSettings(
            new AttemptSettings(plugin, setup.dataset(), setup.startModel(), setup.tuning()),
            setup.stopGrace(),
            new StandardStreams(System.out, System.err),
            setup.unattributedOutput()),
        events);
  }
}
